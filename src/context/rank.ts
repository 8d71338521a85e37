import type { Chunk, TextFile } from './chunk.ts';
import { partsOf, type Question } from './question.ts';

export type RankedChunk = { chunk: Chunk; score: number };

/** Tests and prose answer fewer questions about what to change than the code does. */
const testShare = 0.35;
const proseShare = 0.3;

type Counted = { chunk: Chunk; counts: Map<number, number>; length: number };
type Terms = {
  ids: ReadonlyMap<string, number>;
  weights: readonly number[];
  known: Map<string, readonly number[]>;
};

/**
 * Chunks by how much they have to do with the question, best first: BM25 over the words and
 * identifiers that it uses, with defined names and paths weighted; then the best of a file lifts its
 * other chunks, a chunk its neighbours, and a place that the question names stands above all.
 */
export function rankChunks(files: readonly TextFile[], question: Question): RankedChunk[] {
  const terms: Terms = {
    ids: new Map([...question.terms.keys()].map((term, id) => [term, id])),
    weights: [...question.terms.values()],
    known: new Map(),
  };
  const counted = files.map((file) => file.chunks.map((chunk) => countTerms(chunk, terms)));
  const rarity = rarityOf(counted.flat(), terms.weights.length);
  const average = averageLength(counted.flat());
  const ranked = files.flatMap((file, index) => {
    const own = (counted[index] ?? []).map((one) => bm25(one, terms.weights, rarity, average));
    return blend(file, own, question);
  });
  return ranked
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || compareChunks(one.chunk, other.chunk));
}

function countTerms(chunk: Chunk, terms: Terms): Counted {
  const counts = new Map<number, number>();
  let length = 0;
  const count = (word: string, times: number): void => {
    for (const id of termsIn(word, terms)) counts.set(id, (counts.get(id) ?? 0) + times);
  };
  for (const [word] of chunk.text.matchAll(/[A-Za-z_]\w*/gu)) {
    length += 1;
    count(word, 1);
  }
  for (const [, name = ''] of chunk.text.matchAll(/^\s*(?:async def|def|class) (\w+)/gmu)) count(name, 3);
  for (const [word] of chunk.path.matchAll(/[A-Za-z]+/gu)) count(word, 2);
  return { chunk, counts, length };
}

/** Which terms a word of the source answers to. Sources repeat their words, so each is looked at once. */
function termsIn(word: string, { ids, known }: Terms): readonly number[] {
  const seen = known.get(word);
  if (seen !== undefined) return seen;
  const found = new Set(
    [word, ...partsOf(word)].map((term) => ids.get(term)).filter((id) => id !== undefined),
  );
  const list = [...found];
  known.set(word, list);
  return list;
}

function rarityOf(chunks: readonly Counted[], terms: number): number[] {
  const within = Array.from({ length: terms }, () => 0);
  for (const { counts } of chunks) for (const id of counts.keys()) within[id] = (within[id] ?? 0) + 1;
  return within.map((some) => Math.log(1 + (chunks.length - some + 0.5) / (some + 0.5)));
}

function averageLength(chunks: readonly Counted[]): number {
  return Math.max(1, chunks.reduce((sum, { length }) => sum + length, 0) / Math.max(1, chunks.length));
}

function bm25(one: Counted, weights: readonly number[], rarity: readonly number[], average: number): number {
  let score = 0;
  for (const [id, times] of one.counts) {
    const damped = (times * 2.2) / (times + 1.2 * (0.25 + (0.75 * one.length) / average));
    score += (weights[id] ?? 0) * (rarity[id] ?? 0) * damped;
  }
  return score;
}

function blend(file: TextFile, own: readonly number[], question: Question): RankedChunk[] {
  const best = Math.max(0, ...own);
  const share = shareOf(file.path);
  const places = question.places.filter(({ path }) => isSamePath(file.path, path));
  return file.chunks.map((chunk, index) => {
    const beside = Math.max(own[index - 1] ?? 0, own[index + 1] ?? 0);
    const score = ((own[index] ?? 0) + 0.3 * best + 0.2 * beside) * share;
    return { chunk, score: places.length === 0 ? score : lift(chunk, score, places) };
  });
}

function lift(chunk: Chunk, score: number, places: Question['places']): number {
  const hit = places.some(({ line }) => line !== null && line >= chunk.first && line <= chunk.last);
  return hit ? score * 3 + 100 : score * 1.6 + 1;
}

/** A traceback names files by absolute paths, people by the last part. */
function isSamePath(path: string, named: string): boolean {
  return path === named || named.endsWith(`/${path}`) || path.endsWith(`/${named}`);
}

function shareOf(path: string): number {
  if (/(?:^|\/)tests?\/|(?:^|\/)test_[^/]*$|_test\.py$|(?:^|\/)conftest\.py$/u.test(path)) return testShare;
  return path.endsWith('.py') ? 1 : proseShare;
}

/** A stable order: equal scores must not change with the machine. */
function compareChunks(one: Chunk, other: Chunk): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.first - other.first;
}
