import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '../../src/cli/commands.ts';
import { scenarios } from '../../src/cli/story/scenarios.ts';
import { commandsTable, phasesTable } from '../../src/words/tables.ts';
import { filesUnder, read, root } from './house.ts';

const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')));
const pages = ['README.md', ...filesUnder('docs', ['.md'])];
const lines = pages.flatMap((page) =>
  read(page)
    .split('\n')
    .map((text) => ({ page, text })),
);

/** What a page tells its reader to type, by a pattern with one group. */
function told(pattern: RegExp): { page: string; name: string }[] {
  return lines.flatMap(({ page, text }) =>
    [...text.matchAll(pattern)].map(([, name = '']) => ({ page, name })),
  );
}

describe('the pages', () => {
  it('name only scripts that there are', () => {
    const named = told(/npm run ([\w-]+)/g);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter(({ name }) => scripts[name] === undefined)).toEqual([]);
  });

  it('name only commands that there are', () => {
    const named = told(/npm exec --no -- cadence (\w+)/g);
    expect(named.length).toBeGreaterThan(2);
    expect(named.filter(({ name }) => !commands.some((command) => command.name === name))).toEqual([]);
  });

  it('link to files that there are', () => {
    const linked = lines.flatMap(({ page, text }) =>
      [...text.matchAll(/\]\((?!https?:)([^)#\s]+)/g)].map(([, to = '']) => ({ page, to })),
    );
    expect(linked.length).toBeGreaterThan(10);
    const missing = linked.filter(({ page, to }) => !existsSync(join(root, dirname(page), to)));
    expect(missing).toEqual([]);
  });

  it('hold the tables of commands and transitions as the code prints them', () => {
    expect(read('docs/commands.md')).toContain(`\n${commandsTable()}\n`);
    expect(read('docs/phases.md')).toContain(`\n${phasesTable()}\n`);
  });

  it('name the default story by what it is called', () => {
    const [first] = scenarios;
    expect(read('README.md')).toContain(`scenario ${first?.name}: ${first?.summary}`);
  });
});
