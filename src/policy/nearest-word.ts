/** The word that was probably meant: the nearest one within two slips, else null. */
export function nearestWord<Word extends string>(given: string, words: readonly Word[]): Word | null {
  const low = given.slice(0, 50).toLowerCase();
  const near = words
    .map((word) => ({ word, slips: slipsBetween(low, word.toLowerCase()) }))
    .filter(({ word, slips }) => slips <= Math.min(2, Math.floor(word.length / 2)))
    .toSorted((one, other) => one.slips - other.slips);
  return near[0]?.word ?? null;
}

/** Letters to add, drop, change or swap with their neighbour (optimal string alignment). */
function slipsBetween(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= other.length; j += 1) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      let least = Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j - 1) + same);
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1];
      if (swapped) least = Math.min(least, at(rows, i - 2, j - 2) + 1);
      row.push(least);
    }
    rows.push(row);
  }
  return at(rows, one.length, other.length);
}

function at(rows: readonly (readonly number[])[], i: number, j: number): number {
  return rows[i]?.[j] ?? Number.POSITIVE_INFINITY;
}
