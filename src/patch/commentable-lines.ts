import { structuredPatch } from 'diff';
import type { Change } from './change.ts';

/** Lines of the new files that the diff shows (added and context): where GitHub takes a comment on the right side. */
export function commentableLines(change: Change): ReadonlyMap<string, ReadonlySet<number>> {
  const lines = new Map<string, Set<number>>();
  for (const { path, before, after } of change) {
    if (!after) continue;
    const [from, to] = [before, after].map((file) => (file ? Buffer.from(file.bytes).toString('utf8') : ''));
    const shown = new Set<number>();
    for (const hunk of structuredPatch(path, path, from ?? '', to ?? '', '', '', { context: 3 }).hunks)
      for (let line = hunk.newStart; line < hunk.newStart + hunk.newLines; line += 1) shown.add(line);
    lines.set(path, shown);
  }
  return lines;
}
