import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commandsTable, phasesTable } from '../../src/github/words/tables.ts';
import { filesUnder, read, root } from './house.ts';

const documents = ['README.md', ...filesUnder('docs', ['.md'])].filter((path) =>
  existsSync(join(root, path)),
);

describe('the documentation', () => {
  it('of the phases has the table that the fold goes by', () => {
    expect(read('docs/phases.md')).toContain(`\n${phasesTable()}\n`);
  });

  it('of the commands has the table that the parser goes by', () => {
    expect(read('docs/commands.md')).toContain(`\n${commandsTable()}\n`);
  });

  it('has the rooms that the source has', () => {
    const text = read('docs/architecture.md');
    const rooms = new Set(filesUnder('src', ['.ts']).map((path) => path.split('/').slice(0, 2).join('/')));
    const folders = [...rooms].filter(
      (path) => !path.endsWith('.ts') && !existsSync(join(root, `${path}.ts`)),
    );
    expect(folders.filter((path) => !text.includes(path))).toEqual([]);
  });

  it.each(documents)('%s links to files that are there', (path) => {
    const links = [...read(path).matchAll(/\]\((?!https?:|#|mailto:)([^)\s#]+)/g)].map(
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(join(root, dirname(path), link)))).toEqual([]);
  });

  it.each(documents)('%s names files of the tree that are there', (path) => {
    const named = [...read(path).matchAll(/`((?:src|test|docs|\.github)\/[\w./-]+\.(?:ts|mjs|md|yml))`/g)];
    const own = named
      .map((match) => match[1] ?? '')
      .filter((name) => !/^\.github\/(?:cadence|workflows)/.test(name));
    expect(own.filter((name) => !existsSync(join(root, name)))).toEqual([]);
  });

  it.each(documents)('%s tells commands that there are', (path) => {
    const scripts = Object.keys((JSON.parse(read('package.json')) as { scripts: object }).scripts);
    const run = [...read(path).matchAll(/\bnpm (?:run (\w+)|(test|start)\b)/g)].map(
      (match) => match[1] ?? match[2] ?? '',
    );
    expect(run.filter((name) => !scripts.includes(name))).toEqual([]);
  });
});
