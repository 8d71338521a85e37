import type { Hunk } from '../edit.ts';

/** How alike the file's lines are to the hunk's: the first way that finds anything is the one that counts. */
export type Manner = 'exact' | 'trailing-space' | 'whitespace' | 'gap' | 'left-out-line';

/**
 * One place where a hunk may go. `at[i]` belongs to `hunk.lines[i]`: the index of the file's line for a context or
 * deleted one, of the line it comes before for an inserted one, -1 for a gap. `first` and `last` bound what matched.
 */
export type Place = {
  readonly manner: Manner;
  readonly at: readonly number[];
  readonly first: number;
  readonly last: number;
};

/** The place where the hunk's lines `old` are the file's lines `found`. */
export function placed(hunk: Hunk, old: readonly number[], found: readonly number[], manner: Manner): Place {
  const at = hunk.lines.map(() => -1);
  for (const [index, line] of old.entries()) at[line] = found[index] ?? -1;
  let next = -1;
  for (let index = hunk.lines.length - 1; index >= 0; index -= 1) {
    if (hunk.lines[index]?.op === 'insert') at[index] = next;
    else next = at[index] ?? -1;
  }
  // After the line before it wins over before the line after it: they differ beside a gap or a left-out line only.
  let previous = -1;
  for (const [index, { op }] of hunk.lines.entries()) {
    if (op !== 'insert') previous = at[index] ?? -1;
    else if (previous >= 0) at[index] = previous + 1;
  }
  return { manner, at, first: found[0] ?? 0, last: found.at(-1) ?? 0 };
}

/** Two places that change the same lines in the same way are one. */
export function effectOf(hunk: Hunk, place: Place): string {
  return hunk.lines.flatMap(({ op }, index) => (op === 'context' ? [] : [place.at[index]])).join(' ');
}
