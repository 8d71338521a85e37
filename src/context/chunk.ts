import type { Files, SourceFile } from '../patch/change.ts';

/** Lines of a file that are ranked and shown together; lines count from 1, inclusive. */
export type Chunk = { path: string; first: number; last: number; text: string };

/** A file as lines; `text` is its bytes as UTF-8. */
export type TextFile = { path: string; lines: readonly string[]; chunks: readonly Chunk[] };

const chunkLines = 40;
const maxFileBytes = 1024 * 1024;
const noise =
  /(?:^|\/)(?:node_modules|vendor|_vendor|third_party|dist|build|\.git|\.venv)\/|(?:\.min\.\w+|\.lock|lock\.json|\.svg|\.po|\.csv|\.ipynb)$/u;

/** The text files of a tree that are worth ranking, cut into chunks. */
export function chunkFiles(files: Files): TextFile[] {
  const found: TextFile[] = [];
  for (const [path, file] of files) {
    if (noise.test(path) || !isText(file)) continue;
    const lines = new TextDecoder('utf-8', { ignoreBOM: true }).decode(file.bytes).split('\n');
    // What follows the last newline is no line.
    if (lines.at(-1) === '') lines.pop();
    if (lines.length > 0) found.push({ path, lines, chunks: cut(path, lines) });
  }
  return found;
}

/** Even pieces of about forty lines, each beginning where something begins if there is such a line near. */
function cut(path: string, lines: readonly string[]): Chunk[] {
  const chunks: Chunk[] = [];
  for (let from = 0; from < lines.length;) {
    const to = endOf(lines, from);
    chunks.push({ path, first: from + 1, last: to, text: lines.slice(from, to).join('\n') });
    from = to;
  }
  return chunks;
}

function endOf(lines: readonly string[], from: number): number {
  const most = from + chunkLines;
  if (most >= lines.length) return lines.length;
  for (let to = most; to > from + chunkLines / 2; to -= 1) {
    if (
      /^(?:\s*@|\s*(?:async )?def |\s*class |#+ )/u.test(lines[to] ?? '') &&
      !/^\s*@/u.test(lines[to - 1] ?? '')
    )
      return to;
  }
  return most;
}

function isText({ mode, bytes }: SourceFile): boolean {
  if (mode === 'symlink' || mode === 'submodule' || bytes.byteLength > maxFileBytes) return false;
  return !bytes.subarray(0, 8192).includes(0);
}
