import type { Chunk, TextFile } from './chunk.ts';
import { isLikelyDefinition } from './likely-definition.ts';
import { partsOf, type Question } from './question.ts';
import { createWordFinder, type WordFinder } from './word-finder.ts';

/** What a chunk has to do with a question: by its words, and which of the names in the question it defines. */
export type Scored = { score: number; defines: readonly string[] };

/** How often the question's terms occur in a chunk, by their number; `length` in words. */
type Counted = { counts: Map<number, number>; length: number; defines: string[] };
/** A word that the question asks about: the terms that it answers to, itself if it is one of the names, else null. */
type Word = { ids: readonly number[]; name: string | null };

/** For each chunk of each file, BM25 over the words and identifiers of the question; names and paths count more. */
export function scoreChunks(files: readonly TextFile[], { terms, names }: Question): Scored[][] {
  const weights = [...terms.values()];
  const ids = new Map([...terms.keys()].map((term, id) => [term, id]));
  const finder = createWordFinder([...terms.keys(), ...names], (word): Word | null => {
    const found = idsOf(word, ids);
    const name = names.has(word) ? word : null;
    return found.length === 0 && name === null ? null : { ids: found, name };
  });
  const counted = files.map(({ path, bytes, chunks }) => {
    const inPath = idsIn(path, finder);
    return chunks.map((chunk) => countTerms(bytes, chunk, inPath, finder));
  });
  const all = counted.flat();
  const rarity = rarityOf(all, weights.length);
  const average = Math.max(1, all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length));
  return counted.map((some) =>
    some.map((one) => ({ score: bm25(one, weights, rarity, average), defines: one.defines })),
  );
}

/** Which terms a word of the source answers to: itself as it is written, and its parts. */
function idsOf(word: string, ids: ReadonlyMap<string, number>): number[] {
  const found = [word, ...partsOf(word)].map((term) => ids.get(term)).filter((id) => id !== undefined);
  return [...new Set(found)];
}

function countTerms(
  bytes: Buffer,
  { from, to }: Chunk,
  inPath: readonly number[],
  finder: WordFinder<Word>,
): Counted {
  const counts = new Map<number, number>();
  const defines: string[] = [];
  const count = (ids: readonly number[], times: number): void => {
    for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + times);
  };
  const length = finder.scan(bytes, from, to, ({ ids, name }, at) => {
    const isNew = isLikelyDefinition(bytes, at);
    count(ids, isNew ? 4 : 1);
    if (isNew && name !== null) defines.push(name);
  });
  count(inPath, 2);
  return { counts, length, defines };
}

function idsIn(path: string, finder: WordFinder<Word>): number[] {
  const found: number[] = [];
  const bytes = Buffer.from(path.replaceAll(/[^A-Za-z]+/gu, ' '));
  finder.scan(bytes, 0, bytes.length, ({ ids }) => found.push(...ids));
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
