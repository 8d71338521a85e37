import { comparePaths, type Files } from '../patch/change/change.ts';
import { chunkFiles, textOfLines, type Chunk, type TextFile } from './chunk.ts';
import { packagesOf } from './packages-of.ts';
import { rankImports } from './rank-imports.ts';
import { outlinesWithin } from './outlines.ts';
import { readQuestion } from './question.ts';
import { rankChunks, type RankedChunk } from './rank.ts';
import { rankingWeights, type RankingWeights } from './ranking-weights.ts';

/** What an agent is shown: `ranges` are the lines shown in full, from 1, inclusive; `tokens` an estimate. */
export type PackedContext = {
  text: string;
  ranges: { path: string; ranges: [number, number][] }[];
  tokens: number;
};

/** Files that are not shown and may be told of, if there is room. */
const maxOthers = 10;
/** Of the budget, what outlines may take; what the lines leave over comes to it. */
const outlineShare = 0.03;
const bytesPerToken = 3.3;

/** The lines of a tree that a question needs most, and outlines of their files, within a budget of tokens. */
export function packContext(
  files: Files,
  question: string,
  budgetTokens: number,
  weights: RankingWeights = rankingWeights,
): PackedContext {
  const budget = Math.max(0, Math.floor(budgetTokens * bytesPerToken));
  // In one order, whatever order they came in: sums of fractions depend on it.
  const all = chunkFiles(files, weights.chunkLines).toSorted((one, other) =>
    comparePaths(one.path, other.path),
  );
  const sources = new Map(all.map((file) => [file.path, file]));
  const imports = rankImports(all, packagesOf(files.keys()));
  const ranked = rankChunks(all, readQuestion(question, weights), imports, weights);
  const chosen = new Map<string, Chunk[]>();
  let left = Math.floor(budget * (1 - outlineShare));
  for (const { chunk } of byWorth(ranked, weights)) {
    const cost = costOf(chunk);
    if (cost > left) continue;
    left -= cost;
    chosen.set(chunk.path, [...(chosen.get(chunk.path) ?? []), chunk]);
  }
  const shown = [...chosen].flatMap(([path, chunks]) => {
    const file = sources.get(path);
    return file === undefined ? [] : [{ file, ranges: join(chunks) }];
  });
  shown.sort((one, other) => comparePaths(one.file.path, other.file.path));
  const full = shown.map(({ file, ranges }) => ranges.map((range) => renderRange(file, range)).join(''));
  const used = full.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const next = [...new Set(ranked.map(({ chunk }) => chunk.path))].filter((path) => !chosen.has(path));
  const outlines = outlinesWithin(
    shown,
    next.slice(0, maxOthers).flatMap((path) => sources.get(path) ?? []),
    imports,
    budget - used,
  );
  const text = full.map((body, index) => (outlines.of[index] ?? '') + body).join('') + outlines.others;
  return {
    text,
    ranges: shown.map(({ file, ranges }) => ({ path: file.path, ranges })),
    tokens: Math.ceil(Buffer.byteLength(text) / bytesPerToken),
  };
}

/** What takes more room must say more. What is equal stays in its order. */
function byWorth(ranked: readonly RankedChunk[], { length }: RankingWeights): RankedChunk[] {
  return ranked
    .map((one) => ({ one, worth: one.score / (costOf(one.chunk) + 200) ** length }))
    .toSorted((a, b) => b.worth - a.worth)
    .map(({ one }) => one);
}

/** In bytes. A heading may be needed for every piece; when neighbours join, what it cost is left over. */
function costOf({ path, from, to }: Chunk): number {
  return to - from + Buffer.byteLength(path) + 40;
}

function join(chunks: readonly Chunk[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { first, last } of chunks.toSorted((one, other) => one.first - other.first)) {
    const before = ranges.at(-1);
    if (before !== undefined && before[1] + 1 === first) before[1] = last;
    else ranges.push([first, last]);
  }
  return ranges;
}

function renderRange(file: TextFile, [first, last]: [number, number]): string {
  const { path, starts } = file;
  return `=== ${path} lines ${first}-${last} of ${starts.length}\n${textOfLines(file, first, last)}\n`;
}
