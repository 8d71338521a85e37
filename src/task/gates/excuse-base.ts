/**
 * What fails in a proof run beside the new tests: the base's own doing, or that of the commit with the new tests? The
 * proof run alone cannot tell, so nothing is put down to the base on its word.
 */
import { failureSignature } from './failure-signature.ts';
import { failureIds, isFailure, type TestResults } from './test-results.ts';

/** A test that failed; `signature`: how, see failure-signature.ts. */
export type Presumed = { readonly id: string; readonly signature: string };

/**
 * `known`: failed in the base's own run too. `presumed`: nobody knows; excused only where it fails the same way again.
 * `broken`: the base's own run collects these files. `unclear`: these did not even run as tests, and it is not known
 * whether they do without the new tests.
 */
export type Excuse =
  | { readonly kind: 'excused'; readonly known: string[]; readonly presumed: Presumed[] }
  | { readonly kind: 'broken'; readonly files: string[]; readonly message: string }
  | { readonly kind: 'unclear'; readonly ids: string[]; readonly message: string };

export type Others = {
  /** Of the proof run. */
  readonly results: TestResults;
  /** What failed in it beside the new tests. */
  readonly failures: readonly string[];
  /** Of a run of the base commit itself; null: none that can be read. */
  readonly base: TestResults | null;
};

export function excuseBase({ results, failures, base }: Others): Excuse {
  const wanted = new Set(failures);
  const uncollected = results.collectionErrors.filter(({ file }) => wanted.has(file));
  const cases = results.cases.filter((one) => isFailure(one) && wanted.has(one.id));
  if (base !== null) {
    const fails = new Set(failureIds(base));
    const broken = uncollected.filter(({ file }) => !fails.has(file));
    const files = broken.map(({ file }) => file);
    if (broken.length > 0) return { kind: 'broken', files, message: broken.map(brokenSentence).join('\n') };
    return { kind: 'excused', known: failures.filter((id) => fails.has(id)), presumed: [] };
  }
  const unclear = [
    ...uncollected.map(({ file, message }) => ({
      id: file,
      said: `pytest cannot collect ${file}: ${message}`,
    })),
    ...cases
      .filter(({ outcome }) => outcome === 'error')
      .map(({ id, message }) => ({ id, said: `${id} breaks before or after the test itself: ${message}` })),
  ];
  if (unclear.length > 0)
    return { kind: 'unclear', ids: unclear.map(({ id }) => id), message: unclearSentence(unclear) };
  return {
    kind: 'excused',
    known: [],
    presumed: cases.map((one) => ({ id: one.id, signature: failureSignature([one]) })),
  };
}

function brokenSentence({ file, message }: { file: string; message: string }): string {
  return `pytest collects ${file} on the base branch, and cannot collect it with the new tests: ${message}. New tests must leave the others able to run.`;
}

/** As many as anybody reads. */
const most = 10;

function unclearSentence(unclear: readonly { said: string }[]): string {
  const shown = unclear.slice(0, most).map(({ said }) => said);
  const more = unclear.length > most ? [`… and ${unclear.length - most} more`] : [];
  return [
    'In the run of the new tests this did not run. It may be the doing of the new tests, and there is no run of the base commit to say otherwise:',
    ...shown,
    ...more,
  ].join('\n');
}
