import type { Change, FileChange } from '../../../src/patch/change/change.ts';
import { fileHunks } from '../../../src/patch/change/file-hunks.ts';

/** A change as a V4A patch, for tests alone: hunks with three lines of context. A file without final newline gets one. */
export function formatV4a(change: Change): string {
  return `*** Begin Patch\n${change.map(formatFile).join('')}*** End Patch\n`;
}

function formatFile(file: FileChange): string {
  const { path, after } = file;
  if (after === null) return `*** Delete File: ${path}\n`;
  const hunks = fileHunks(file) ?? [];
  const lines = hunks.map((hunk) => hunk.lines.filter((line) => !line.startsWith('\\')));
  if (file.before === null)
    return `*** Add File: ${path}\n${lines
      .flat()
      .map((line) => `${line}\n`)
      .join('')}`;
  const blocks = lines.map((block) => `@@\n${block.map((line) => `${line}\n`).join('')}`);
  return `*** Update File: ${path}\n${blocks.join('')}`;
}
