import type { Chunk, TextFile } from './chunk.ts';
import { partsOf, type Question } from './question.ts';
import { createWordTable, type WordTable } from './word-table.ts';

/** How often the question's terms occur in a chunk, by their number; `length` in words. */
type Counted = { counts: Map<number, number>; length: number };
type Ids = readonly number[];

/** For each chunk of each file, BM25 over the words and identifiers of the question; names and paths count more. */
export function scoreChunks(files: readonly TextFile[], question: Question): number[][] {
  const weights = [...question.terms.values()];
  const ids = new Map([...question.terms.keys()].map((term, id) => [term, id]));
  const table = createWordTable((word) => idsOf(word, ids));
  const counted = files.map((file) => {
    const { path, chunks } = file;
    const named = idsIn(path.replaceAll(/[^A-Za-z]+/gu, ' '), table);
    return chunks.map((chunk) => countTerms(file, chunk, named, table));
  });
  const all = counted.flat();
  const rarity = rarityOf(all, weights.length);
  const average = Math.max(1, all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length));
  return counted.map((some) => some.map((one) => bm25(one, weights, rarity, average)));
}

/** Which terms a word of the source answers to: itself as it is written, and its parts. */
function idsOf(word: string, ids: ReadonlyMap<string, number>): Ids | null {
  const found = new Set(
    [word, ...partsOf(word)].map((term) => ids.get(term)).filter((id) => id !== undefined),
  );
  return found.size === 0 ? null : [...found];
}

function countTerms({ text, starts }: TextFile, chunk: Chunk, named: Ids, table: WordTable<Ids>): Counted {
  const counts = new Map<number, number>();
  const count = (ids: Ids, times: number): void => {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + times);
  };
  const length = table.scan(text, starts[chunk.first - 1] ?? 0, starts[chunk.last] ?? text.length, (ids) =>
    count(ids, 1),
  );
  count(idsIn(chunk.defines.join(' '), table), 3);
  count(named, 2);
  return { counts, length };
}

function idsIn(text: string, table: WordTable<Ids>): number[] {
  const found: number[] = [];
  table.scan(text, 0, text.length, (ids) => found.push(...ids));
  return found;
}

function rarityOf(chunks: readonly Counted[], terms: number): number[] {
  const within = Array.from({ length: terms }, () => 0);
  for (const { counts } of chunks) for (const id of counts.keys()) within[id] = (within[id] ?? 0) + 1;
  return within.map((some) => Math.log(1 + (chunks.length - some + 0.5) / (some + 0.5)));
}

function bm25(one: Counted, weights: readonly number[], rarity: readonly number[], average: number): number {
  let score = 0;
  for (const [id, times] of one.counts) {
    const damped = (times * 2.2) / (times + 1.2 * (0.25 + (0.75 * one.length) / average));
    score += (weights[id] ?? 0) * (rarity[id] ?? 0) * damped;
  }
  return score;
}
