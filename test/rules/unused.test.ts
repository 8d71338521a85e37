import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  findMissing,
  findPackageFaults,
  findUnreached,
  findUnusedExports,
  packagesOf,
  type Modules,
} from './find-unused.ts';
import { filesUnder, importsOf, read, root } from './house.ts';
import { readModule } from './read-module.ts';

function modulesOf(texts: Readonly<Record<string, string>>): Modules {
  return new Map(Object.entries(texts).map(([path, text]) => [path, readModule(path, text)]));
}

const paths = [...filesUnder('src', ['.ts', '.mjs']), ...filesUnder('test', ['.ts']), 'vitest.config.ts'];
const modules = modulesOf(Object.fromEntries(paths.map((path) => [path, read(path)])));

const names = z.record(z.string(), z.string());
const manifest = z
  .object({ bin: names, scripts: names, dependencies: names, devDependencies: names })
  .parse(JSON.parse(read('package.json')));

/** What `npm run` and the command start, and what asks whether it was started. */
const scripts = Object.values(manifest.scripts).flatMap((line) => line.split(' '));
const programs = [
  ...new Set([
    ...[...scripts, ...Object.values(manifest.bin)].filter((word) => modules.has(word)),
    ...paths.filter((path) => modules.get(path)?.isProgram === true),
  ]),
];

/** Started by hand: the documentation says how. */
const tools = ['test/tools/screens.ts', 'test/tools/trim-graphql.ts', 'test/tools/trim-openapi.ts'];

/** Source that programs do without, each with why. */
const forTests: Readonly<Record<string, string>> = {
  'src/words/record-tables.ts': 'the rules of the record, which a test compares with their page',
  'src/words/documented-tables.ts': 'the tables of the documentation, which a rule compares with the code',
  'src/simulator/ops/access/repository-settings.ts':
    'what people do on GitHub to a repository, in tests alone',
};

/** `npm test` starts these by name. */
const started = new Set([...read('test/all.ts').matchAll(/\['([a-z]+)'/g)].map((match) => match[1] ?? ''));

function startsByName(name: string): boolean {
  const { bin } = z
    .object({ bin: z.union([z.string().transform((file) => ({ [name]: file })), names]).default({}) })
    .parse(JSON.parse(read(`node_modules/${name}/package.json`)));
  return Object.keys(bin).some((one) => started.has(one) || scripts.includes(one));
}

describe('every file', () => {
  it('is reached from a program, a tool or a test', () => {
    const tests = paths.filter((path) => path.endsWith('.test.ts'));
    expect(findUnreached(modules, [...programs, ...tools, ...tests, 'vitest.config.ts'])).toEqual([]);
  });

  it('of the source is reached from a program, or it says why not', () => {
    const ours = programs.filter((path) => path.startsWith('src/'));
    const unreached = findUnreached(modules, ours).filter((path) => path.startsWith('src/'));
    expect(unreached).toEqual(Object.keys(forTests).toSorted());
  });

  it('that is loaded or started from beside another one is there', () => {
    expect(findMissing(modules, (path) => existsSync(join(root, path)))).toEqual([]);
  });
});

describe('every export', () => {
  it('is taken by another file or used in its own', () => {
    // The settings of the tests are taken by their runner.
    expect(findUnusedExports(modules)).toEqual(['vitest.config.ts: default']);
  });
});

describe('every package', () => {
  it('is loaded where the manifest says, and what is loaded is in the manifest', () => {
    const source = packagesOf(modules, (path) => path.startsWith('src/'));
    const tests = packagesOf(modules, (path) => !path.startsWith('src/'));
    expect(findPackageFaults(manifest, { source, tests, isStarted: startsByName })).toEqual([]);
  });
});

describe('the quick reader of imports', () => {
  it('sees of the source what the parser sees', () => {
    const sources = paths.filter((path) => path.startsWith('src/'));
    const quick = new Set(sources.flatMap((path) => importsOf(path).map(({ to }) => `${path} ${to}`)));
    const parsed = new Set(
      sources.flatMap((path) => (modules.get(path)?.uses ?? []).map(({ to }) => `${path} ${to}`)),
    );
    expect([...quick].filter((one) => !parsed.has(one))).toEqual([]);
    // Threads and the files of packages are found by the parser alone.
    expect([...parsed].filter((one) => !quick.has(one))).toEqual([
      'src/context/job-thread.ts src/context/thread.ts',
      'src/simulator/actions/workflow/find-workflow-faults.ts @actions/workflow-parser',
    ]);
  });
});

describe('the rule', () => {
  const tree = {
    'src/main.ts': `import { used } from './used.ts';\nused();`,
    'src/used.ts': `export function used(): void {}`,
  };

  it('is content with a small house where all is used', () => {
    expect(findUnreached(modulesOf(tree), ['src/main.ts'])).toEqual([]);
    expect(findUnusedExports(modulesOf(tree))).toEqual([]);
  });

  it.each([
    ['nobody imports', `export const a = 1;`],
    ['imports others and is imported by none', `import { used } from './used.ts';\nused();`],
  ])('finds a file that %s', (_what, text) => {
    const planted = modulesOf({ ...tree, 'src/planted.ts': text });
    expect(findUnreached(planted, ['src/main.ts'])).toEqual(['src/planted.ts']);
  });

  it.each([
    ['a function', `export function planted(): void {}`],
    ['a function that calls itself', `export function planted(): void {\n  planted();\n}`],
    ['a constant', `export const planted = 1;`],
    ['a type', `export type planted = { readonly a: string };`],
    ['a class', `export class planted {}`],
    ['a list', `const a = 1;\nexport { a as planted };`],
    ['a type passed on', `export type { used as planted } from './used.ts';`],
    ['a default', `export default 1;`],
    [
      'a name that only a comment and a text have',
      `export const planted = 1; // planted\nexport const t = 'planted';`,
    ],
    ['a name that is a field elsewhere', `export const planted = 1;\nconst a = { planted: 2 };\na.planted;`],
  ])('finds %s that nobody takes', (what, text) => {
    const main = `${tree['src/main.ts']}\nimport { t } from './planted.ts';`;
    const planted = modulesOf({ ...tree, 'src/main.ts': main, 'src/planted.ts': text });
    const name = what === 'a default' ? 'default' : 'planted';
    expect(findUnusedExports(planted)).toEqual([`src/planted.ts: ${name}`]);
  });

  it.each([
    ['by its name', `import { planted as other } from './planted.ts';`],
    ['as a type', `import type { planted } from './planted.ts';`],
    ['as one of all', `import * as all from './planted.ts';`],
    ['at run time', `const { planted } = await import('./planted.ts');`],
    ['as a thread', `const code = new URL('./planted.ts', import.meta.url);`],
  ])('leaves alone what is taken %s', (_how, line) => {
    const main = `${tree['src/main.ts']}\n${line}`;
    const planted = { ...tree, 'src/main.ts': main, 'src/planted.ts': `export const planted = 1;` };
    expect(findUnusedExports(modulesOf(planted))).toEqual([]);
    expect(findUnreached(modulesOf(planted), ['src/main.ts'])).toEqual([]);
  });

  it('leaves alone what its own file uses', () => {
    const text = `export type A = string;\nexport const b = (a: A): A => a;\nb('');`;
    expect(findUnusedExports(modulesOf({ 'src/a.ts': text }))).toEqual([]);
  });

  it('finds a path that names nothing', () => {
    const text = `fork(join(import.meta.dirname, 'gone.ts'));`;
    expect(findMissing(modulesOf({ 'src/a.ts': text }), () => false)).toEqual(['src/a.ts names src/gone.ts']);
  });

  const needs = {
    source: new Set(['zod']),
    tests: new Set(['vitest', 'zod']),
    isStarted: (name: string) => name === 'prettier',
  };
  const right = {
    dependencies: { zod: '1' },
    devDependencies: { vitest: '1', prettier: '1', '@types/node': '1' },
  };

  it.each<[string, Parameters<typeof findPackageFaults>[0], string[]]>([
    ['each is used', right, []],
    ['one is for nothing', { ...right, dependencies: { zod: '1', left: '1' } }, ['left: no source loads it']],
    [
      'tests alone load a dependency',
      { dependencies: { zod: '1', vitest: '1' }, devDependencies: {} },
      ['vitest: no source loads it'],
    ],
    [
      'a tool is not started',
      { ...right, devDependencies: { vitest: '1', knit: '1' } },
      ['knit: no test loads it and nothing starts it'],
    ],
    [
      'types are of nothing that is loaded',
      { ...right, devDependencies: { vitest: '1', '@types/left': '1' } },
      ['@types/left: no test loads it and nothing starts it'],
    ],
    [
      'the source loads what is not named',
      { ...right, dependencies: {} },
      ['zod: loaded, no dependency', 'zod: tests load it, no dependency'],
    ],
    [
      'a test loads what is not named',
      { ...right, devDependencies: {} },
      ['vitest: tests load it, no dependency'],
    ],
  ])('judges packages where %s', (_what, given, faults) => {
    expect(findPackageFaults(given, needs)).toEqual(faults);
  });
});
