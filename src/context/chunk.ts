import type { Files, SourceFile } from '../patch/change.ts';

/** Lines of a file that are ranked and shown together; lines count from 1, inclusive. */
export type Chunk = {
  path: string;
  first: number;
  last: number;
  text: string;
  /** Names of the Python classes and functions that begin here. */
  defines: readonly string[];
};

/** A file of text; `starts` has the offset of each of its lines. What follows the last newline is no line. */
export type TextFile = {
  path: string;
  text: string;
  starts: readonly number[];
  chunks: readonly Chunk[];
};

const chunkLines = 40;
const maxFileBytes = 1024 * 1024;
const noise =
  /(?:^|\/)(?:node_modules|vendor|_vendor|third_party|dist|build|\.git|\.venv)\/|(?:\.min\.\w+|\.lock|lock\.json|\.svg|\.po|\.csv|\.ipynb)$/u;
const definition = /^[ \t]*(?:async def|def|class) (\w+)/gmu;
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text files of a tree that are worth ranking, cut into chunks. */
export function chunkFiles(files: Files): TextFile[] {
  const found: TextFile[] = [];
  for (const [path, file] of files) {
    if (!isRanked(path, file)) continue;
    const text = decoder.decode(file.bytes);
    const starts = startsOf(text);
    if (starts.length > 0) found.push({ path, text, starts, chunks: cut(path, text, starts) });
  }
  return found;
}

/** Whether a file can be shown at all: what is not need not be carried to where the choice is made. */
export function isRanked(path: string, { mode, bytes }: SourceFile): boolean {
  if (noise.test(path) || mode === 'symlink' || mode === 'submodule') return false;
  return bytes.byteLength <= maxFileBytes && !bytes.subarray(0, 8192).includes(0);
}

/** The text of some lines, without the newline at their end. */
export function textOfLines({ text, starts }: TextFile, first: number, last: number): string {
  return sliceLines(text, starts, first - 1, last);
}

function startsOf(text: string): number[] {
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    starts.push(at);
    const end = text.indexOf('\n', at);
    at = end === -1 ? text.length : end + 1;
  }
  return starts;
}

/** Lines from one (counted from 0) up to another that is not taken. A part of a string shares its memory. */
function sliceLines(text: string, starts: readonly number[], from: number, to: number): string {
  const next = starts[to];
  if (next !== undefined) return text.slice(starts[from], next - 1);
  return text.slice(starts[from], text.endsWith('\n') ? -1 : undefined);
}

/** Even pieces of about forty lines, each beginning where something begins if there is such a line near. */
function cut(path: string, text: string, starts: readonly number[]): Chunk[] {
  const chunks: Chunk[] = [];
  const line = (at: number): string => sliceLines(text, starts, at, at + 1);
  for (let from = 0; from < starts.length;) {
    const to = endOf(line, starts.length, from);
    const part = sliceLines(text, starts, from, to);
    const defines = [...part.matchAll(definition)].map(([, name = '']) => name);
    chunks.push({ path, first: from + 1, last: to, text: part, defines });
    from = to;
  }
  return chunks;
}

function endOf(line: (at: number) => string, lines: number, from: number): number {
  const most = from + chunkLines;
  if (most >= lines) return lines;
  for (let to = most; to > from + chunkLines / 2; to -= 1) {
    if (/^(?:\s*@|\s*(?:async )?def |\s*class |#+ )/u.test(line(to)) && !/^\s*@/u.test(line(to - 1)))
      return to;
  }
  return most;
}
