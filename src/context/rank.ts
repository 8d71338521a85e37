import type { Chunk, TextFile } from './chunk.ts';
import { isAboutTests, shareOf } from './file-share.ts';
import { packagesOf } from './packages-of.ts';
import type { Imports } from './rank-imports.ts';
import type { Question } from './question.ts';
import { rankingWeights, type RankingWeights } from './ranking-weights.ts';
import { scoreChunks, type Scored } from './score.ts';

export type RankedChunk = { chunk: Chunk; score: number };

/** A name that more define says nothing. */
const maxDefinitions = 5;

type Ranked = { file: TextFile; share: number; scored: Scored[]; own: number[]; best: number };

/**
 * Chunks by how much they have to do with the question, best first: their own words, and definitions of what the
 * question names; then the best of a file lifts its other chunks, a chunk its neighbours, a file those that it imports
 * or that import it; and a place that the question names stands above all.
 */
export function rankChunks(
  files: readonly TextFile[],
  question: Question,
  imports: Imports,
  weights: RankingWeights = rankingWeights,
): RankedChunk[] {
  const packages = packagesOf(files.map(({ path }) => path));
  const scores = scoreChunks(files, question, weights);
  const ranked = files.map((file, index): Ranked => {
    const share = shareOf(file.path, packages);
    const scored = scores[index] ?? [];
    return { file, share, scored, own: scored.map(({ score }) => score), best: 0 };
  });
  addDefinitions(ranked, weights);
  for (const one of ranked) one.best = Math.max(0, ...one.own);
  const ties = tiesOf(ranked, imports, weights);
  return ranked
    .flatMap((one) => blend(one, question, ties.get(one.file.path) ?? 0, weights))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || compareChunks(one.chunk, other.chunk));
}

/** Adds to the chunks of code that define what the question names. */
function addDefinitions(ranked: readonly Ranked[], { definition }: RankingWeights): void {
  const found = new Map<string, { own: number[]; index: number }[]>();
  let chunks = 0;
  for (const { share, scored, own } of ranked) {
    chunks += own.length;
    if (share < 1) continue;
    for (const [index, { defines }] of scored.entries()) {
      for (const name of defines) {
        const places = found.get(name) ?? [];
        places.push({ own, index });
        found.set(name, places);
      }
    }
  }
  const weight = definition * Math.log(1 + chunks);
  for (const places of found.values()) {
    if (places.length > maxDefinitions) continue;
    for (const { own, index } of places) own[index] = (own[index] ?? 0) + weight / places.length;
  }
}

/** By path, what a file has from those that it imports or that import it, and from being imported by many. */
function tiesOf(
  ranked: readonly Ranked[],
  imports: Imports,
  { byImport, central }: RankingWeights,
): Map<string, number> {
  const best = new Map(ranked.map(({ file, share, best: own }) => [file.path, own * share]));
  const lends = new Map<string, number>();
  const importers = new Map<string, number>();
  const lend = (to: string, from: string): void => {
    lends.set(to, Math.max(lends.get(to) ?? 0, best.get(from) ?? 0));
  };
  for (const [path, imported] of imports) {
    for (const other of imported) {
      lend(other, path);
      lend(path, other);
      if (!isAboutTests(path)) importers.set(other, (importers.get(other) ?? 0) + 1);
    }
  }
  const most = Math.log(1 + Math.max(1, ...importers.values()));
  // A question of which no word stands in the tree (in another script, say) is shown what most depends on.
  const top = central * (Math.max(0, ...best.values()) || 1);
  return new Map(
    ranked.map(({ file: { path } }) => [
      path,
      byImport * (lends.get(path) ?? 0) + (top * Math.log(1 + (importers.get(path) ?? 0))) / most,
    ]),
  );
}

function blend(
  { file, share, own, best }: Ranked,
  question: Question,
  tie: number,
  { byFile, byNeighbour }: RankingWeights,
): RankedChunk[] {
  const places = question.places.filter(({ path }) => isSamePath(file.path, path));
  return file.chunks.map((chunk, index) => {
    const beside = Math.max(own[index - 1] ?? 0, own[index + 1] ?? 0);
    const score = ((own[index] ?? 0) + byFile * best + byNeighbour * beside + tie) * share;
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

/** A stable order: equal scores must not change with the machine. */
function compareChunks(one: Chunk, other: Chunk): number {
  if (one.path !== other.path) return one.path < other.path ? -1 : 1;
  return one.first - other.first;
}
