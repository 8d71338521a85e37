import type { Chunk, TextFile } from './chunk.ts';
import { isAboutTests, shareOf } from './file-share.ts';
import { packagesOf, type Imports } from './rank-imports.ts';
import type { Question } from './question.ts';
import { scoreChunks, type Scored } from './score.ts';

export type RankedChunk = { chunk: Chunk; score: number };

/** A definition of what the question names weighs like two rare words; a name that many define says nothing. */
const definitionWeight = 2;
const maxDefinitions = 5;
/** Of a score, what is lent: by the best chunk of a file to its others, by neighbours, by files tied by an import. */
const lent = { byFile: 0.3, byNeighbour: 0.2, byImport: 0.1 };
/** What the file that most others import gets, of the best score of all: enough to settle what is nearly equal. */
const central = 0.05;

type Ranked = { file: TextFile; share: number; scored: Scored[]; own: number[]; best: number };

/**
 * Chunks by how much they have to do with the question, best first: their own words, and definitions of what the
 * question names; then the best of a file lifts its other chunks, a chunk its neighbours, a file those that it imports
 * or that import it; and a place that the question names stands above all.
 */
export function rankChunks(files: readonly TextFile[], question: Question, imports: Imports): RankedChunk[] {
  const packages = packagesOf(files);
  const scores = scoreChunks(files, question);
  const ranked = files.map((file, index): Ranked => {
    const share = shareOf(file.path, packages);
    const scored = scores[index] ?? [];
    return { file, share, scored, own: scored.map(({ score }) => score), best: 0 };
  });
  addDefinitions(ranked);
  for (const one of ranked) one.best = Math.max(0, ...one.own);
  const ties = tiesOf(ranked, imports);
  return ranked
    .flatMap((one) => blend(one, question, ties.get(one.file.path) ?? 0))
    .filter(({ score }) => score > 0)
    .toSorted((one, other) => other.score - one.score || compareChunks(one.chunk, other.chunk));
}

/** Adds to the chunks of code that define what the question names. */
function addDefinitions(ranked: readonly Ranked[]): void {
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
  const weight = definitionWeight * Math.log(1 + chunks);
  for (const places of found.values()) {
    if (places.length > maxDefinitions) continue;
    for (const { own, index } of places) own[index] = (own[index] ?? 0) + weight / places.length;
  }
}

/** By path, what a file has from those that it imports or that import it, and from being imported by many. */
function tiesOf(ranked: readonly Ranked[], imports: Imports): Map<string, number> {
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
      lent.byImport * (lends.get(path) ?? 0) + (top * Math.log(1 + (importers.get(path) ?? 0))) / most,
    ]),
  );
}

function blend({ file, share, own, best }: Ranked, question: Question, tie: number): RankedChunk[] {
  const places = question.places.filter(({ path }) => isSamePath(file.path, path));
  return file.chunks.map((chunk, index) => {
    const beside = Math.max(own[index - 1] ?? 0, own[index + 1] ?? 0);
    const score = ((own[index] ?? 0) + lent.byFile * best + lent.byNeighbour * beside + tie) * share;
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
