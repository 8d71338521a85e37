import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { foldersTable, importsTable } from '../tools/print-house.ts';
import { filesUnder, read } from './house.ts';
import { folders } from './rooms.ts';

/** Folders whose files are many of one kind: sentences, and what a script made of GitHub's own descriptions. */
const wide = new Set(['src/words', 'src/simulator/descriptions']);
const maxFiles = 24;

function sizes(root: string): Map<string, number> {
  const counted = new Map<string, number>();
  for (const path of filesUnder(root, ['.ts', '.mjs'])) {
    const folder = dirname(path);
    counted.set(folder, (counted.get(folder) ?? 0) + 1);
  }
  return counted;
}

describe('folders', () => {
  it.each(['src', 'test'])('of %s have at most 24 files', (root) => {
    const full = [...sizes(root)].filter(
      ([folder, files]) => files > maxFiles && !wide.has(folder.replace(/^test\//, 'src/')),
    );
    expect(full).toEqual([]);
  });

  it('are each told in one line, the inside of the simulator aside', () => {
    const known = new Set(folders.map(([folder]) => folder));
    const there = [...sizes('src').keys()].filter((folder) => !folder.startsWith('src/simulator/'));
    expect(there.filter((folder) => !known.has(folder))).toEqual([]);
    expect([...known].filter((folder) => !there.includes(folder))).toEqual([]);
  });

  it('stand in the architecture page as they are', () => {
    const page = read('docs/architecture.md');
    expect(page).toContain(`\n${foldersTable()}\n`);
    expect(page).toContain(`\n${importsTable()}\n`);
  });
});
