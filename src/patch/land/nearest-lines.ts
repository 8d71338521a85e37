/** A line of a file, from 1, that looks most like the start of what was sought. */
export type Nearest = { readonly line: number; readonly text: string };

const comparedLines = 20_000;
const shownCharacters = 120;

/** Where most of the sought lines stand in their order, else the line most like the longest one. */
export function nearest(lines: readonly string[], sought: readonly string[]): Nearest | null {
  const have = lines.slice(0, comparedLines).map((line) => line.trim());
  const wanted = sought.map((line) => line.trim());
  const votes = new Map<number, number>();
  const places = new Map<string, number[]>();
  for (const [index, line] of have.entries()) {
    if (line !== '') places.set(line, [...(places.get(line) ?? []).slice(-20), index]);
  }
  for (const [offset, line] of wanted.entries()) {
    for (const index of places.get(line) ?? []) {
      const start = Math.max(0, index - offset);
      votes.set(start, (votes.get(start) ?? 0) + 1);
    }
  }
  const best = [...votes].toSorted((a, b) => b[1] - a[1] || a[0] - b[0])[0];
  const at = best === undefined ? likeliest(have, wanted) : firstDifference(have, wanted, best[0]);
  return at === null ? null : { line: at + 1, text: shown(lines[at] ?? '') };
}

/** A line as a sentence can carry it. */
export function shown(line: string): string {
  const text = line.trim();
  return text.length > shownCharacters ? `${text.slice(0, shownCharacters)}…` : text;
}

function firstDifference(have: readonly string[], wanted: readonly string[], start: number): number {
  const index = wanted.findIndex((line, offset) => have[start + offset] !== line);
  return Math.min(start + Math.max(index, 0), have.length - 1);
}

/** By shared pairs of characters (Dice), so that a letter too many in a word does not hide its line. */
function likeliest(have: readonly string[], wanted: readonly string[]): number | null {
  const pairs = pairsOf(wanted.toSorted((a, b) => b.length - a.length)[0] ?? '');
  let best = { at: -1, score: 0 };
  for (const [at, line] of have.entries()) {
    const theirs = pairsOf(line);
    const shared = [...theirs].filter((pair) => pairs.has(pair)).length;
    const score = (2 * shared) / Math.max(1, theirs.size + pairs.size);
    if (score > best.score) best = { at, score };
  }
  return best.score < 0.3 ? null : best.at;
}

function pairsOf(line: string): Set<string> {
  const text = line.slice(0, 500);
  return new Set(Array.from(text.slice(1), (letter, index) => `${text[index] ?? ''}${letter}`));
}
