import { describe, expect, it } from 'vitest';
import { filesUnder, importsIn, importsOf, roomOf } from './house.ts';
import { pureRooms, rooms } from './rooms.ts';

const everything = [...new Set(filesUnder('src', ['.ts', '.mjs']).map(roomOf))];

function mayImport(from: string, to: string): boolean {
  const imports = rooms.find(({ room }) => room === from)?.imports ?? [];
  return 'allBut' in imports ? !imports.allBut.includes(to) : imports.includes(to);
}

/** In the cli, these alone may start the simulator. */
const startsSimulator = /^src\/cli\/(?:demo|try|story)(?:\.ts|\/)/;

/** Libraries that a pure room may use: they compute, and reach no disk, network, process or clock. */
const pureLibraries = new Set([
  '@lezer/python',
  '@secretlint/core',
  '@secretlint/profiler',
  '@secretlint/secretlint-rule-preset-recommend',
  'ajv',
  'ajv-formats',
  'canonicalize',
  'diff',
  'fast-xml-parser',
  'parse5',
  'jsonc-parser',
  'picomatch',
  're2js',
  'smol-toml',
  'yaml',
  'zod',
  'node:crypto',
  'node:util',
  'node:buffer',
]);

function isAllowed(from: string, to: string): boolean {
  const room = roomOf(from);
  const target = roomOf(to);
  if (room === target) return true;
  if (target === 'simulator') return startsSimulator.test(from);
  return mayImport(room, target);
}

const sources = filesUnder('src', ['.ts', '.mjs']);
const imports = sources.flatMap(importsOf);

describe('imports', () => {
  it('go only where the table of rooms lets them', () => {
    const wrong = imports.filter(({ from, to, kind }) => kind === 'own' && !isAllowed(from, to));
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('know every room that there is', () => {
    expect(everything.filter((name) => !rooms.some(({ room }) => room === name))).toEqual([]);
  });

  it('of the adapters are made by the composition root, the cli and nobody else', () => {
    const adapters = new Set(['github', 'store', 'agents/openai', 'env', 'log']);
    const builders = new Set(['compose', 'main', 'cli']);
    const wrong = imports.filter(({ from, to, kind, what }) => {
      // What the settings look like may be known; reading them is the root's.
      if (what === 'types' && roomOf(to) === 'env') return false;
      const room = roomOf(from);
      const target = roomOf(to);
      return kind === 'own' && room !== target && adapters.has(target) && !builders.has(room);
    });
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('rank a tree off the event loop, whoever asks', () => {
    const runs = imports.filter(({ to, what }) => to === 'src/context/pack.ts' && what !== 'types');
    expect(runs.map(({ from }) => from).toSorted()).toEqual([
      'src/context/off-loop.ts',
      'src/context/thread.ts',
    ]);
  });

  it('lead from a pure room to libraries that only compute', () => {
    const wrong = imports.filter(
      ({ from, to, kind }) =>
        kind === 'library' && pureRooms.includes(roomOf(from)) && !pureLibraries.has(to),
    );
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('name files with their ending, inside src, that exist', () => {
    const known = new Set([...sources, ...filesUnder('src', ['.json'])]);
    const wrong = imports.filter(({ from, to, kind }) => kind === 'own' && !known.has(to) && from !== '');
    expect(wrong.map(({ from, to }) => `${from} imports ${to}`)).toEqual([]);
  });

  it('make no circles', () => {
    const edges = new Map<string, string[]>();
    for (const { from, to } of imports.filter(({ kind }) => kind === 'own'))
      edges.set(from, [...(edges.get(from) ?? []), to]);
    expect(circlesIn(edges)).toEqual([]);
  });
});

/** One line for each circle that a depth-first walk closes. */
function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const circles: string[] = [];
  const visit = (path: readonly string[], here: string): void => {
    if (path.includes(here)) circles.push([...path.slice(path.indexOf(here)), here].join(' → '));
    if (done.has(here) || path.includes(here)) return;
    for (const next of edges.get(here) ?? []) visit([...path, here], next);
    done.add(here);
  };
  for (const start of edges.keys()) visit([], start);
  return circles;
}

describe('the reader of imports', () => {
  it('sees plain, typed, spread-out, re-exporting, bare and dynamic ones', () => {
    const text = [
      `import { a } from './a.ts';`,
      `import type { B } from '../b.ts';`,
      `import {\n  c,\n  d,\n} from './c.ts';`,
      `export { e } from './e.ts';`,
      `import './f.ts';`,
      `const g = await import('./g.ts');`,
      `import { z } from 'zod';`,
    ].join('\n');
    expect(importsIn('src/x/y.ts', text).map(({ to }) => to)).toEqual([
      'src/x/a.ts',
      'src/b.ts',
      'src/x/c.ts',
      'src/x/e.ts',
      'src/x/f.ts',
      'src/x/g.ts',
      'zod',
    ]);
  });

  it('finds the circle of three', () => {
    const edges = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['a']],
      ['d', ['a']],
    ]);
    expect(circlesIn(edges)).toEqual(['a → b → c → a']);
  });

  it.each([
    ['src/task/decide.ts', 'src/store/port.ts', false],
    ['src/acts/commands/answer.ts', 'src/words/reply.ts', true],
    ['src/acts/commands/answer.ts', 'src/github/observe/observe.ts', false],
    ['src/engine/wake.ts', 'src/store/port.ts', false],
    ['src/simulator/start-simulator.ts', 'src/task/names.ts', false],
    ['src/cli/demo.ts', 'src/simulator/start-simulator.ts', true],
    ['src/cli/story/world.ts', 'src/simulator/start-simulator.ts', true],
    ['src/cli/serve.ts', 'src/simulator/start-simulator.ts', false],
    ['src/compose/compose.ts', 'src/simulator/start-simulator.ts', false],
    ['src/agents/tools/tools.ts', 'src/agents/openai/chat.ts', false],
  ])('judges that %s importing %s is allowed: %s', (from, to, allowed) => {
    expect(isAllowed(from, to)).toBe(allowed);
  });
});
