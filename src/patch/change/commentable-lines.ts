import type { Change } from './change.ts';
import { fileHunks } from './file-hunks.ts';

/** Lines of the new files that the diff shows (added and context): where GitHub takes a comment on the right side. */
export function commentableLines(change: Change): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const file of change) {
    if (file.after === null) continue;
    const shown = new Set<number>();
    for (const hunk of fileHunks(file) ?? [])
      for (let line = hunk.newStart; line < hunk.newStart + hunk.newLines; line += 1) shown.add(line);
    lines.set(file.path, shown);
  }
  return lines;
}
