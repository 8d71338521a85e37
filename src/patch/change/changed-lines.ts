import type { Change } from './change.ts';
import { fileHunks } from './file-hunks.ts';

/** Lines that a change adds and deletes, as its diff has them; of a binary file none. */
export function changedLines(change: Change): { added: number; deleted: number } {
  const lines = change.flatMap((file) => fileHunks(file)?.flatMap((hunk) => hunk.lines) ?? []);
  const count = (mark: string): number => lines.filter((line) => line.startsWith(mark)).length;
  return { added: count('+'), deleted: count('-') };
}
