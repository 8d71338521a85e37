/** Whether an attempt goes in circles: more of the same costs money and attempts, so a person is asked instead. */
import type { Attempts, PastAttempt } from '../task.ts';

/** A patch that was just written: what it is known by, and how many files it touches. */
export type Written = {
  readonly part: 'tests' | 'change';
  readonly fingerprint: string;
  readonly files: number;
};

/**
 * What a patch repeats of those that were published. Patches are compared by fingerprint: by what they leave of every
 * file that they touch (path, mode and bytes). All are made from the base, not from each other.
 *
 * `inverse-patch`: it undoes the last one. What the last one *did* is the step from the files as the patch before it
 * left them (the base, where it was the first) to the files as it left them itself. The inverse takes every file back
 * to where that step began: it leaves what the patch before the last one left, or nothing where there was none.
 *
 * `same-patch`: it is any other of them over again.
 *
 * The first repetition is enough: what has failed once is not better the second time.
 */
export function repetition(
  { past, tried }: Pick<Attempts, 'past' | 'tried'>,
  { part, fingerprint, files }: Written,
): 'same-patch' | 'inverse-patch' | null {
  const published = past.filter((one) => one.part === part && one.run !== null);
  const last = published.at(-1);
  const before = published.at(-2);
  if (last?.patch && files === 0) return 'inverse-patch';
  if (before?.patch?.fingerprint === fingerprint && last?.patch?.fingerprint !== fingerprint)
    return 'inverse-patch';
  return tried.includes(fingerprint) ? 'same-patch' : null;
}

/** A patch that a guard refused, written once more, and refused once more. */
export function isRefusedAgain({ past }: Pick<Attempts, 'past'>, { fingerprint }: Written): boolean {
  return past.some(({ patch }) => patch?.fingerprint === fingerprint);
}

/**
 * Two attempts in a row whose patches fail the very same tests with the very same assertion lines: the second has
 * learned nothing. Runs of one and the same patch (a rerun, a moved base) are one attempt.
 */
export function isStuck(before: PastAttempt | undefined, now: PastAttempt): boolean {
  return (
    before !== undefined &&
    now.signature !== null &&
    now.signature === before.signature &&
    now.part === 'change' &&
    before.part === 'change'
  );
}
