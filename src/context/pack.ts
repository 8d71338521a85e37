import { comparePaths, type Files } from '../patch/change.ts';
import { chunkFiles, type Chunk, type TextFile } from './chunk.ts';
import { outlinePython } from './outline.ts';
import { readQuestion } from './question.ts';
import { rankChunks } from './rank.ts';

/** What an agent is shown: `ranges` are the lines shown in full, from 1, inclusive; `tokens` an estimate. */
export type PackedContext = {
  text: string;
  ranges: { path: string; ranges: [number, number][] }[];
  tokens: number;
};

/** Of the budget, what outlines of the shown files may take. */
const outlineShare = 0.05;
const bytesPerToken = 3.3;

/** The lines of a tree that a question needs most, and outlines of their files, within a budget of tokens. */
export function packContext(files: Files, question: string, budgetTokens: number): PackedContext {
  const budget = Math.max(0, Math.floor(budgetTokens * bytesPerToken));
  const sources = new Map(chunkFiles(files).map((file) => [file.path, file]));
  const ranked = rankChunks([...sources.values()], readQuestion(question));
  const chosen = new Map<string, Chunk[]>();
  let left = Math.floor(budget * (1 - outlineShare));
  for (const { chunk } of ranked) {
    // A heading may be needed for every piece; when neighbours join, what it cost is left over.
    const cost = Buffer.byteLength(chunk.text) + Buffer.byteLength(chunk.path) + 40;
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
  const outlines = outlinesWithin(shown, budget - used);
  const text = full.map((body, index) => (outlines[index] ?? '') + body).join('');
  return {
    text,
    ranges: shown.map(({ file, ranges }) => ({ path: file.path, ranges })),
    tokens: Math.ceil(Buffer.byteLength(text) / bytesPerToken),
  };
}

type Shown = { file: TextFile; ranges: [number, number][] };

function join(chunks: readonly Chunk[]): [number, number][] {
  const ranges: [number, number][] = [];
  for (const { first, last } of chunks.toSorted((one, other) => one.first - other.first)) {
    const before = ranges.at(-1);
    if (before !== undefined && before[1] + 1 === first) before[1] = last;
    else ranges.push([first, last]);
  }
  return ranges;
}

function renderRange({ path, lines }: TextFile, [first, last]: [number, number]): string {
  return `=== ${path} lines ${first}-${last} of ${lines.length}\n${lines.slice(first - 1, last).join('\n')}\n`;
}

/** An outline for each Python file that is shown in part, as long as they fit. */
function outlinesWithin(shown: readonly Shown[], budget: number): string[] {
  let left = budget;
  return shown.map(({ file, ranges }) => {
    const whole = ranges.length === 1 && ranges[0]?.[0] === 1 && ranges[0][1] === file.lines.length;
    if (whole || left < 200 || !file.path.endsWith('.py')) return '';
    const symbols = outlinePython(file.lines.join('\n'));
    const rows = symbols.map(({ name, signature, first, last }) => {
      const indent = '  '.repeat(name.split('.').length - 1);
      return `${indent}${signature} (${first}-${last})\n`;
    });
    const text = `=== ${file.path} outline\n${rows.join('')}`;
    const cost = Buffer.byteLength(text);
    if (rows.length === 0 || cost > left) return '';
    left -= cost;
    return text;
  });
}
