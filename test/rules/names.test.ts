import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder } from './house.ts';

/** Folders that lie side by side: a file of one and a file of the other are about the same thing. */
const parallel: readonly (readonly string[])[] = [
  // A command: what it does to a task, and the words that answer it.
  ['src/task/commands', 'src/words/commands'],
  // A phase: what comes next in it, and what its entries mean to somebody who watches.
  ['src/task/phases', 'src/words/entries'],
];

/** Names that stand twice, each with why. */
const allowed: Readonly<Record<string, string>> = {
  'task.ts': 'the task, and the command that is typed as `/cadence task`',
  'test.ts': 'the phase, and the command that is typed as `/cadence test`',
  'main.ts': 'each starts a program: the server, and the command line',
  'imports.ts': 'the statements of one file in `python`, and who imports whom in `context`',
};

/** The simulator is a GitHub of its own, and imports nothing of ours: `merge.ts` there is GitHub's merge. */
const sources = filesUnder('src', ['.ts', '.mjs']).filter((path) => !path.startsWith('src/simulator/'));

/** Base names that stand for more than one thing, with their files. */
function twice(paths: readonly string[]): string[][] {
  const byName = Map.groupBy(paths, (path) => posix.basename(path));
  return [...byName].flatMap(([name, files]) => {
    const things = new Set(files.filter((path) => !isCommand(path)).map(roomOf));
    return things.size > 1 && !Object.hasOwn(allowed, name) ? [files] : [];
  });
}

/** One file a command of the command line: it is called as it is typed, and so may be what it does. */
function isCommand(path: string): boolean {
  return posix.dirname(path) === 'src/cli';
}

function roomOf(path: string): string {
  const folder = posix.dirname(path);
  return parallel.find((folders) => folders.includes(folder))?.[0] ?? folder;
}

describe('a file name', () => {
  it('is said of one thing only', () => {
    expect(twice(sources)).toEqual([]);
  });

  it.each<[string, readonly string[], boolean]>([
    ['two rooms', ['src/env/secrets.ts', 'src/patch/screen/secrets.ts'], true],
    ['a command and what it does', ['src/cli/evaluate.ts', 'src/compose/evaluate.ts'], false],
    ['both halves of a command', ['src/task/commands/stop.ts', 'src/words/commands/stop.ts'], false],
    ['a command and a stranger', ['src/task/commands/stop.ts', 'src/engine/stop.ts'], true],
    ['two programs', ['src/main.ts', 'src/cli/main.ts'], false],
  ])('of %s is judged so', (_what, paths, isTwice) => {
    expect(twice(paths).length > 0).toBe(isTwice);
  });

  it('is allowed twice only with a reason', () => {
    for (const reason of Object.values(allowed)) expect(reason.length).toBeGreaterThan(20);
  });
});
