/** The baseline of `context`: BM25 over functions and classes, tests and documents at half, filled to the budget. */
import type { Files } from '../../../src/patch/change/change.ts';

export type Ranges = ReadonlyMap<string, readonly (readonly [number, number])[]>;
type Piece = { readonly path: string; readonly first: number; readonly last: number; readonly cost: number };
type Counted = {
  readonly piece: Piece;
  readonly words: ReadonlyMap<string, number>;
  readonly length: number;
};

const longestPiece = 80;
const bytesPerToken = 3.3;
const aside = /(?:^|\/)(?:tests?|testing|docs?|examples?)\/|test_/;

/** The lines that each budget has room for. */
export function packWithBm25(files: Files, question: string, budgets: readonly number[]): Ranges[] {
  const counted = [...files].flatMap(([path, { bytes }]) =>
    path.endsWith('.py') ? piecesOf(path, Buffer.from(bytes).toString('utf8')) : [],
  );
  const frequency = new Map<string, number>();
  for (const { words } of counted)
    for (const word of words.keys()) frequency.set(word, (frequency.get(word) ?? 0) + 1);
  const average = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length);
  const asked = new Set(wordsOf(question));
  const scoreOf = ({ piece, words, length }: Counted): number => {
    let score = 0;
    for (const word of asked) {
      const count = words.get(word);
      if (count === undefined) continue;
      const seen = frequency.get(word) ?? 0;
      const rarity = Math.log(1 + (counted.length - seen + 0.5) / (seen + 0.5));
      score += (rarity * count * 2.2) / (count + 1.2 * (0.25 + (0.75 * length) / average));
    }
    return aside.test(piece.path) ? score / 2 : score;
  };
  const ranked = counted
    .map((one) => ({ piece: one.piece, score: scoreOf(one) }))
    .toSorted((one, other) => other.score - one.score);
  return budgets.map((budget) =>
    fill(
      ranked.map(({ piece }) => piece),
      budget,
    ),
  );
}

function fill(pieces: readonly Piece[], budget: number): Ranges {
  const shown = new Map<string, [number, number][]>();
  let used = 0;
  for (const { path, first, last, cost } of pieces) {
    if (used + cost > budget) continue;
    used += cost;
    shown.set(path, [...(shown.get(path) ?? []), [first, last]]);
    if (used > budget * 0.98) break;
  }
  return shown;
}

function piecesOf(path: string, text: string): Counted[] {
  const lines = text.split('\n');
  const starts = lines.flatMap((line, index) =>
    index > 0 && /^\s{0,8}(?:async def|def|class)\s/.test(line) ? [index] : [],
  );
  const edges = [0, ...starts, lines.length];
  const found: Counted[] = [];
  for (const [index, start] of edges.entries()) {
    const end = edges[index + 1] ?? start;
    for (let from = start; from < end; from += longestPiece) {
      const to = Math.min(end, from + longestPiece);
      const body = lines.slice(from, to).join('\n');
      if (body.trim() === '') continue;
      const cost = Math.ceil(body.length / bytesPerToken) + 8;
      const all = [...wordsOf(body), ...wordsOf(path), ...wordsOf(path)];
      found.push({
        piece: { path, first: from + 1, last: to, cost },
        words: countWords(all),
        length: all.length,
      });
    }
  }
  return found;
}

function wordsOf(text: string): string[] {
  const found = text.match(/[A-Za-z][a-z0-9]+|[A-Z]+(?![a-z])|[a-z0-9]+/g) ?? [];
  return found.filter((word) => word.length > 1).map((word) => word.toLowerCase());
}

function countWords(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}
