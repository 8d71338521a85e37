import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { commands } from '../../src/cli/commands.ts';
import { scenarios } from '../../src/cli/story/scenarios.ts';
import { commandsTable, phasesTable } from '../../src/words/documented-tables.ts';
import { describeEntry } from '../../src/words/entries/describe-entry.ts';
import { drafts, entryOf } from '../task/build.ts';
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

  it('show pictures that there are, each for light and for dark', () => {
    const shown = told(/(?:srcset|src)="([^"]+)"/g);
    expect(shown.length).toBeGreaterThan(7);
    expect(shown.filter(({ page, name }) => !existsSync(join(root, dirname(page), name)))).toEqual([]);
    const light = shown.map(({ name }) => name).filter((name) => name.endsWith('-light.png'));
    for (const name of light)
      expect(shown.map((one) => one.name)).toContain(name.replace('-light.png', '-dark.png'));
  });

  it('hold the tables of commands and transitions as the code prints them', () => {
    expect(read('docs/commands.md')).toContain(`\n${commandsTable()}\n`);
    expect(read('docs/phases.md')).toContain(`\n${phasesTable()}\n`);
  });

  it('tell the default story with its own lines', () => {
    const [first] = scenarios;
    const story = read('README.md');
    expect(story).toContain(`scenario ${first?.name}: ${first?.summary}`);
    // test/cli/demo.test.ts compares all of it with a real run.
    for (const draft of [
      drafts.testsPublished,
      drafts.applied,
      drafts.green,
      drafts.committed,
      drafts.done,
    ]) {
      const moment = describeEntry(entryOf(null, draft, { phase: 'Test' }), null);
      const words = (moment?.text ?? 'nothing').split(/\d+|\([^)]*\)/).map((part) => part.trim());
      for (const part of words.filter((one) => one.length > 8)) expect(story).toContain(part);
    }
  });
});
