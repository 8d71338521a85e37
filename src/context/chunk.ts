import { isUtf8 } from 'node:buffer';
import type { Files, SourceFile } from '../patch/change/change.ts';

/** Lines of a file that are ranked and shown together; lines count from 1, inclusive. */
export type Chunk = {
  path: string;
  first: number;
  last: number;
  /** Where they stand in the file, in bytes; without the newline at their end. */
  from: number;
  to: number;
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

const chunkLines = 40;
const maxFileBytes = 1024 * 1024;
const noise =
  /(?:^|\/)(?:node_modules|vendor|_vendor|third_party|dist|build|\.git|\.venv)\/|(?:\.min\.\w+|\.lock|lock\.json|\.svg|\.po|\.csv|\.ipynb)$/u;
const opening = /^(?:\s*@|\s*(?:async )?def |\s*class |#+ )/u;
const decorator = /^\s*@/u;

/** The text files of a tree that are worth ranking, cut into chunks. */
export function chunkFiles(files: Files): TextFile[] {
  const found: TextFile[] = [];
  for (const [path, file] of files) {
    if (!isRanked(path, file)) continue;
    const bytes = textOf(file);
    const text = latin1Of(bytes);
    const starts = startsOf(text);
    if (starts.length > 0) found.push({ path, bytes, starts, chunks: cut(path, text, starts) });
  }
  return found;
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

/** Even pieces of about forty lines, each beginning where something begins if there is such a line near. */
function cut(path: string, text: string, starts: Uint32Array): Chunk[] {
  const lineAt = (index: number): string => text.slice(starts[index], starts[index + 1]);
  const chunks: Chunk[] = [];
  for (let line = 0; line < starts.length;) {
    const last = endOf(lineAt, starts.length, line);
    const [from = 0, next = text.length] = [starts[line], starts[last]];
    chunks.push({ path, first: line + 1, last, from, to: text[next - 1] === '\n' ? next - 1 : next });
    line = last;
  }
  return chunks;
}

function endOf(lineAt: (index: number) => string, lines: number, from: number): number {
  const most = from + chunkLines;
  if (most >= lines) return lines;
  for (let to = most; to > from + chunkLines / 2; to -= 1) {
    if (opening.test(lineAt(to)) && !decorator.test(lineAt(to - 1))) return to;
  }
  return most;
}
