import { describe, expect, it } from 'vitest';
import { filesUnder, read, repositoryFiles } from './house.ts';

const sources = filesUnder('src', ['.ts', '.mjs']);
const tests = filesUnder('test', ['.ts']);
const code = [...sources, ...tests];

/** Lines of these files in which the pattern stands, as `path:line`. */
function found(files: readonly string[], pattern: RegExp): string[] {
  return files.flatMap((path) =>
    read(path)
      .split('\n')
      .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}`] : [])),
  );
}

// Written in two pieces, so that this file does not hold what it forbids.
const word = (...parts: readonly string[]): string => parts.join('');

describe('files', () => {
  it('have at most 300 lines', () => {
    const long = code.filter((path) => read(path).trimEnd().split('\n').length > 300);
    expect(long).toEqual([]);
  });

  it('of the source have a median of at most 80 lines', () => {
    const lengths = sources.map((path) => read(path).split('\n').length).toSorted((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThanOrEqual(80);
  });

  it('are named in kebab-case', () => {
    const wrong = code.filter(
      (path) => !/^(?:[a-z0-9]+(?:[-.][a-z0-9]+)*\/)*[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|mjs)$/.test(path),
    );
    expect(wrong).toEqual([]);
  });

  it('are no barrels: none is called index, and none only passes on what others export', () => {
    const barrels = sources.filter((path) => {
      const statements = read(path)
        .replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*/g, '')
        .split(';')
        .map((statement) => statement.trim())
        .filter((statement) => statement !== '');
      const passing = statements.every((statement) => /^export\s.*\bfrom\b/s.test(statement));
      return path.endsWith('/index.ts') || (statements.length > 0 && passing);
    });
    expect(barrels).toEqual([]);
  });
});

describe('code', () => {
  it('has no type any', () => {
    expect(found(code, /(?::|\bas|<|\|)\s*any\b(?!['\w ])|\bany\[\]|@ts-(?:ignore|nocheck)/)).toEqual([]);
  });

  it('reads process.env in src/env.ts and, before any of it runs, in the launcher', () => {
    const readers = new Set(found(sources, /\bprocess\.env\b/).map((at) => at.replace(/:\d+$/, '')));
    // The simulator knows nothing of ours: it asks for PATH and the like where it starts processes of its own.
    const allowed = new Set([
      'src/env/settings.ts',
      'src/cli/launch.mjs',
      'src/simulator/actions/runner/find-host.ts',
      'src/simulator/git/run-git.ts',
    ]);
    expect([...readers].filter((path) => !allowed.has(path))).toEqual([]);
  });

  it('keeps no work for later in a comment', () => {
    expect(
      found(
        code,
        new RegExp(`(?://|\\*).*\\b(?:${word('TO', 'DO')}|${word('FIX', 'ME')}|${word('X', 'XX')})\\b`),
      ),
    ).toEqual([]);
  });

  it('throws nothing at the console', () => {
    expect(found(sources, /\bconsole\.\w+\(/)).toEqual([]);
  });
});

describe('tests', () => {
  it('are all run: none is left out, none runs alone', () => {
    expect(
      found(tests, /\b(?:it|test|describe)\.(?:only|skip|todo|fails)\b|\b(?:x|f)(?:it|describe)\(/),
    ).toEqual([]);
  });

  it('replace no module', () => {
    expect(found(tests, new RegExp(`\\bvi\\.(?:${word('mo', 'ck')}|doMock|hoisted|stubGlobal)\\(`))).toEqual(
      [],
    );
  });

  it('do not sleep: what they wait for is a state, asked for by one helper', () => {
    const cases = tests.filter((path) => path.endsWith('.test.ts') && !path.startsWith('test/rules/'));
    expect(found(cases, /from 'node:timers\/promises'|=>\s*setTimeout\(\w+,\s*\d/)).toEqual([]);
  });
});

describe('the repository', () => {
  const texts = repositoryFiles().filter(
    (path) => !/\.(?:png|svg|ico|gz|zip)$/.test(path) && path !== 'package-lock.json',
  );

  it('names no path of a machine', () => {
    const homes = [
      word('wo', 'rk/'),
      word('ro', 'ot/'),
      `${word('ho', 'me/')}(?!runner/)\\w{2,}`,
      `${word('Us', 'ers/')}\\w`,
    ];
    const pattern = new RegExp(`(?<![\\w.:}$-])/(?:${homes.join('|')})`);
    expect(found(texts, pattern)).toEqual([]);
  });

  it('names no registry to install from', () => {
    const hosts = [
      word('registry.npm', 'js.org'),
      word('registry.yarn', 'pkg'),
      word('pypi.org/', 'simple'),
      word('art', 'ifactory'),
    ];
    expect(found(texts, new RegExp(hosts.join('|'), 'i'))).toEqual([]);
  });
});
