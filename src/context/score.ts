import type { Chunk, TextFile } from './chunk.ts';
import { isLikelyDefinition } from './likely-definition.ts';
import { partsOf, type Question } from './question.ts';
import type { RankingWeights } from './ranking-weights.ts';
import { createWordFinder, type WordFinder } from './word-finder.ts';

/** What a chunk has to do with a question: by its words, and which of the names in the question it defines. */
export type Scored = { score: number; defines: readonly string[] };

/** How often the question's terms and pairs occur in a chunk, by their number; `length` in words. */
type Counted = { counts: Map<number, number>; length: number; defines: string[] };
/**
 * A word that the question asks about: the terms that it answers to, those of its parts in their order, itself if it
 * is one of the names, else null.
 */
type Word = { ids: readonly number[]; parts: readonly number[]; name: string | null; length: number };
/** By its two terms, the number of a pair. */
type Pairs = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Words of a pair may have so much between them: a hyphen, a dot and a space. */
const maxGap = 2;
/** Of the line that begins a definition, enough for its name and what it takes. */
const maxHead = 200;

/** For each chunk of each file, BM25 over the words and identifiers of the question; names and paths count more. */
export function scoreChunks(
  files: readonly TextFile[],
  { terms, pairs, names }: Question,
  { pair, enclosing }: Pick<RankingWeights, 'pair' | 'enclosing'>,
): Scored[][] {
  const weights = [...terms.values(), ...pairs.map(([, , weight]) => weight * pair)];
  const ids = new Map([...terms.keys()].map((term, id) => [term, id]));
  const finder = createWordFinder([...terms.keys(), ...names], (word): Word | null => {
    const found = idsOf([word, ...partsOf(word)], ids);
    const name = names.has(word) ? word : null;
    const parts = idsOf(partsOf(word), ids);
    return found.length === 0 && name === null ? null : { ids: found, parts, name, length: word.length };
  });
  const count = counterOf(finder, numbered(pairs, ids), enclosing);
  const counted = files.map((file) => {
    const inPath = idsIn(file.path, finder);
    return file.chunks.map((chunk) => count(file, chunk, inPath));
  });
  const all = counted.flat();
  const rarity = rarityOf(all, weights.length);
  const average = Math.max(1, all.reduce((sum, { length }) => sum + length, 0) / Math.max(1, all.length));
  return counted.map((some) =>
    some.map((one) => ({ score: bm25(one, weights, rarity, average), defines: one.defines })),
  );
}

/** Terms that words are, by number, each once. */
function idsOf(words: readonly string[], ids: ReadonlyMap<string, number>): number[] {
  const found = words.map((term) => ids.get(term)).filter((id) => id !== undefined);
  return [...new Set(found)];
}

/** Pairs are numbered after the terms. */
function numbered(pairs: Question['pairs'], ids: ReadonlyMap<string, number>): Pairs {
  const found = new Map<number, Map<number, number>>();
  for (const [index, [first, second]] of pairs.entries()) {
    const from = ids.get(first) ?? -1;
    const seconds = found.get(from) ?? new Map<number, number>();
    found.set(from, seconds.set(ids.get(second) ?? -1, ids.size + index));
  }
  return found;
}

function counterOf(
  finder: WordFinder<Word>,
  pairs: Pairs,
  enclosing: number,
): (file: TextFile, chunk: Chunk, inPath: readonly number[]) => Counted {
  return ({ bytes, starts }, { from, to, within }, inPath) => {
    const counts = new Map<number, number>();
    const defines: string[] = [];
    const count = (id: number, times: number): void => {
      counts.set(id, (counts.get(id) ?? 0) + times);
    };
    let before = { id: -1, end: -1 };
    const length = finder.scan(bytes, from, to, (word, at) => {
      // A definition counts twice.
      const isNew = isLikelyDefinition(bytes, at);
      for (const id of word.ids) count(id, isNew ? 2 : 1);
      if (isNew && word.name !== null) defines.push(word.name);
      if (at - before.end > maxGap) before = { id: -1, end: -1 };
      for (const id of word.parts) {
        const number = pairs.get(before.id)?.get(id);
        if (number !== undefined) count(number, 1);
        before = { id, end: at + word.length };
      }
    });
    for (const line of within) {
      const start = starts[line - 1] ?? 0;
      const end = Math.min(starts[line] ?? bytes.length, start + maxHead);
      finder.scan(bytes, start, end, ({ ids }) => ids.forEach((id) => count(id, enclosing)));
    }
    for (const id of inPath) count(id, 2);
    return { counts, length, defines };
  };
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
