import { isUtf8 } from 'node:buffer';
import type { Files, SourceFile } from '../patch/change/change.ts';
import { enclosingLines } from './enclosing-lines.ts';
import { packagesOf } from './packages-of.ts';
import { rankingWeights } from './ranking-weights.ts';

/** Lines of a file that are ranked and shown together; lines count from 1, inclusive. */
export type Chunk = {
  path: string;
  first: number;
  last: number;
  /** Where they stand in the file, in bytes; without the newline at their end. */
  from: number;
  to: number;
  /** In Python, the lines that begin the classes and functions around its first line. */
  within: readonly number[];
};

/**
 * A file of text, in UTF-8: made a string only where it is shown. `starts` has the offset of each of its lines; what
 * follows the last newline is no line.
 */
export type TextFile = {
  path: string;
  bytes: Buffer;
  starts: Uint32Array;
  chunks: readonly Chunk[];
};

const maxFileBytes = 1024 * 1024;
/** What lies in `.github` no agent may change: its scripts would only take room. */
const noise =
  /(?:^|\/)(?:node_modules|vendor|_vendor|third_party|\.git|\.github|\.venv)\/|(?:\.min\.\w+|\.lock|lock\.json|\.svg|\.po|\.csv|\.ipynb)$/u;
/** What is made of sources stands here, unless the folder is a package of the project itself. */
const made = /(?:^|\/)(?:dist|build)(?=\/)/gu;
const opening = /^(?:\s*@|\s*(?:async )?def |\s*class |#+ )/u;
const decorator = /^\s*@/u;

/** The text files of a tree that are worth ranking, cut into chunks. */
export function chunkFiles(files: Files, chunkLines = rankingWeights.chunkLines): TextFile[] {
  const found: TextFile[] = [];
  const packages = packagesOf(files.keys());
  for (const [path, file] of files) {
    if (!isRanked(path, file) || isMade(path, packages)) continue;
    const bytes = textOf(file);
    const text = latin1Of(bytes);
    const starts = startsOf(text);
    if (starts.length > 0) found.push({ path, bytes, starts, chunks: cut(path, text, starts, chunkLines) });
  }
  return found;
}

function isMade(path: string, packages: ReadonlySet<string>): boolean {
  return [...path.matchAll(made)].some(
    ({ index, 0: { length } }) => !packages.has(path.slice(0, index + length)),
  );
}

function isRanked(path: string, { mode, bytes }: SourceFile): boolean {
  if (noise.test(path) || mode === 'symlink' || mode === 'submodule') return false;
  return bytes.byteLength <= maxFileBytes && !bytes.subarray(0, 8192).includes(0);
}

/** The file's own memory, unless something in it is not UTF-8: then with U+FFFD in its place. */
function textOf({ bytes }: SourceFile): Buffer {
  const same = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return isUtf8(same) ? same : Buffer.from(same.toString());
}

/** One character a byte: where only ASCII is looked for, that is quick to make, and offsets are those of the bytes. */
export function latin1Of(bytes: Buffer): string {
  return bytes.toString('latin1');
}

/** The text of some lines, without the newline at their end. */
export function textOfLines({ bytes, starts }: TextFile, first: number, last: number): string {
  return bytes.toString('utf8', starts[first - 1], starts[last]).replace(/\n$/u, '');
}

function startsOf(text: string): Uint32Array {
  const starts: number[] = [];
  for (let at = 0; at < text.length;) {
    starts.push(at);
    const end = text.indexOf('\n', at);
    at = end === -1 ? text.length : end + 1;
  }
  return new Uint32Array(starts);
}

/** Even pieces of about so many lines, each beginning where something begins if there is such a line near. */
function cut(path: string, text: string, starts: Uint32Array, chunkLines: number): Chunk[] {
  const lineAt = (index: number): string => text.slice(starts[index], starts[index + 1]);
  const edges: number[] = [];
  for (let line = 0; line < starts.length; line = endOf(lineAt, starts.length, line, chunkLines))
    edges.push(line);
  const within = path.endsWith('.py') ? enclosingLines(text, starts, edges) : [];
  return edges.map((line, index) => {
    const last = edges[index + 1] ?? starts.length;
    const [from = 0, next = text.length] = [starts[line], starts[last]];
    const to = text[next - 1] === '\n' ? next - 1 : next;
    return { path, first: line + 1, last, from, to, within: (within[index] ?? []).map((one) => one + 1) };
  });
}

function endOf(lineAt: (index: number) => string, lines: number, from: number, chunkLines: number): number {
  const most = from + chunkLines;
  if (most >= lines) return lines;
  for (let to = most; to > from + chunkLines / 2; to -= 1) {
    if (opening.test(lineAt(to)) && !decorator.test(lineAt(to - 1))) return to;
  }
  return most;
}
