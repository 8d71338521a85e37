import { structuredPatch, type StructuredPatchHunk } from 'diff';
import type { FileChange } from './change.ts';
import { decode } from './text.ts';

/** Beyond this many edited lines the search for the smallest diff costs more than it tells. */
const maxEdits = 4_000;

/** What a change does to a file, as hunks with three lines of context; null where a side is no text. */
export function fileHunks({ path, before, after }: FileChange): readonly StructuredPatchHunk[] | null {
  const from = before === null ? '' : decode(before.bytes);
  const to = after === null ? '' : decode(after.bytes);
  if (from === null || to === null) return null;
  const patch = structuredPatch(path, path, from, to, '', '', { context: 3, maxEditLength: maxEdits });
  return patch?.hunks ?? [replaced(from, to)];
}

/** A line that a change adds, with its number in the new file. */
export type AddedLine = { readonly line: number; readonly text: string };

export function addedLines(hunks: readonly StructuredPatchHunk[]): AddedLine[] {
  return hunks.flatMap(({ lines, newStart }) => {
    let line = newStart;
    return lines.flatMap((text) => {
      const at = line;
      if (text.startsWith('+') || text.startsWith(' ')) line += 1;
      return text.startsWith('+') ? [{ line: at, text: text.slice(1) }] : [];
    });
  });
}

/** Lines added and lines deleted. */
export function countLines(hunks: readonly StructuredPatchHunk[]): number {
  return hunks.reduce((sum, { lines }) => sum + lines.filter((line) => /^[-+]/.test(line)).length, 0);
}

function replaced(from: string, to: string): StructuredPatchHunk {
  const deleted = marked(from, '-');
  const inserted = marked(to, '+');
  const counts = [deleted, inserted].map((lines) => lines.filter((line) => !line.startsWith('\\')).length);
  const [oldLines = 0, newLines = 0] = counts;
  return { oldStart: 1, oldLines, newStart: 1, newLines, lines: [...deleted, ...inserted] };
}

function marked(text: string, mark: string): string[] {
  if (text === '') return [];
  const lines = text.split('\n').map((line) => mark + line);
  if (text.endsWith('\n')) lines.pop();
  else lines.push('\\ No newline at end of file');
  return lines;
}
