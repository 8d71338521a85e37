import { posix } from 'node:path';
import { describe, expect, it } from 'vitest';
import { filesUnder, importsOf, read } from './house.ts';

const sources = filesUnder('src', ['.ts', '.mjs']);
const tests = filesUnder('test', ['.ts']).filter((path) => !path.startsWith('test/bench/'));

/** What a module brings with it: its imports, and modules of ours that it names to start them as a process or thread. */
function brings(path: string): string[] {
  const own = importsOf(path).filter(({ kind }) => kind === 'own');
  const started = [...read(path).matchAll(/'(?:[./]*\/)?((?:src|cli)\/[\w./-]+\.(?:ts|mjs))'/g)].map(
    (match) => {
      const named = match[1] ?? '';
      return named.startsWith('src/') ? named : `src/${named}`;
    },
  );
  const threads = [...read(path).matchAll(/new URL\('(\.\/[\w./-]+\.ts)', import\.meta\.url\)/g)].map(
    (match) => posix.join(posix.dirname(path), match[1] ?? ''),
  );
  return [...own.map(({ to }) => to), ...started, ...threads];
}

describe('every module', () => {
  it('is reached from a test', () => {
    const reached = new Set<string>(tests);
    const open = [...tests];
    for (let path = open.pop(); path !== undefined; path = open.pop())
      for (const next of brings(path).filter((name) => sources.includes(name) && !reached.has(name))) {
        reached.add(next);
        open.push(next);
      }
    expect(sources.filter((path) => !reached.has(path))).toEqual([]);
  });
});
