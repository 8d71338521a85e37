/** A place in a text that looks like what was searched: its first line (from 1) and its lines. */
export type Place = { readonly line: number; readonly lines: readonly string[] };

const comparedLines = 5_000;

/** The place whose lines share most words with the searched ones, or null when nothing is alike. */
export function nearest(lines: readonly string[], searched: readonly string[]): Place | null {
  const wanted = searched.slice(0, 40).map(wordsOf);
  let best = { score: 0, at: -1 };
  const have = lines.slice(0, comparedLines).map(wordsOf);
  for (let at = 0; at < have.length; at += 1) {
    let score = 0;
    for (const [offset, words] of wanted.entries()) score += alike(have[at + offset], words);
    if (score > best.score) best = { score, at };
  }
  if (best.at < 0 || best.score < wanted.length / 4) return null;
  return { line: best.at + 1, lines: lines.slice(best.at, best.at + Math.min(searched.length, 20)) };
}

/** Where a text starts within another, as line numbers from 1; at most five. */
export function placesOf(text: string, searched: string): number[] {
  const places: number[] = [];
  for (let at = text.indexOf(searched); at >= 0 && places.length < 5; at = text.indexOf(searched, at + 1))
    places.push(text.slice(0, at).split('\n').length);
  return places;
}

function wordsOf(line: string): Set<string> {
  return new Set(line.slice(0, 500).match(/\w+|[^\w\s]/g) ?? []);
}

function alike(one: Set<string> | undefined, other: Set<string>): number {
  if (one === undefined || one.size === 0 || other.size === 0) return 0;
  let shared = 0;
  for (const word of other) if (one.has(word)) shared += 1;
  return shared / Math.max(one.size, other.size);
}
