import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { read, root } from './house.ts';

type Block = { readonly path: string; readonly below: string | null; readonly text: string };

/** The blocks of the guide: where each goes, and what. */
function blocksOf(page: string): Block[] {
  return [...page.matchAll(/^```ts (\S+)\n\/\/ (?:new file|below: (.+))\n([\s\S]*?)^```$/gm)].map(
    ([, path = '', below = null, text = '']) => ({ path, below, text }),
  );
}

const dir = mkdtempSync(join(tmpdir(), 'cadence-contributing-'));
afterAll(() => rmSync(dir, { recursive: true, force: true }));

/** Puts a block where it says; throws where its line does not stand exactly once. */
function follow({ path, below, text }: Block): void {
  const file = join(dir, path);
  if (below === null) {
    if (existsSync(file)) throw new Error(`${path} is there already`);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return;
  }
  const lines = readFileSync(file, 'utf8').split('\n');
  const at = lines.flatMap((line, index) => (line.trim() === below ? [index] : []));
  if (at.length !== 1) throw new Error(`"${below}" stands ${at.length} times in ${path}`);
  lines.splice((at[0] ?? 0) + 1, 0, text.replace(/\n$/, ''));
  writeFileSync(file, lines.join('\n'));
}

async function run(tool: string, ...args: string[]): Promise<string> {
  // A run inside a run: the inner one must not take itself for a worker of the outer one.
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('VITEST')));
  const done = promisify(execFile)(process.execPath, [join(root, 'node_modules', tool), ...args], {
    cwd: dir,
    env,
  });
  return done.then(
    () => 'passed',
    (error: { stdout?: string }) => error.stdout ?? String(error),
  );
}

describe('the examples of the contributor’s guide', () => {
  const blocks = blocksOf(read('docs/CONTRIBUTING.md'));
  const tests = blocks.map(({ path }) => path).filter((path) => path.endsWith('.test.ts'));

  it('are three, each with its test', () => {
    expect(tests).toHaveLength(3);
    expect(blocks.length).toBeGreaterThan(12);
  });

  it('lead to a tree that passes the type check and their tests', async () => {
    for (const name of ['src', 'test', 'docs', 'package.json', 'tsconfig.json', 'vitest.config.ts'])
      cpSync(join(root, name), join(dir, name), { recursive: true });
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    blocks.forEach(follow);
    expect(await run('typescript/bin/tsc', '--noEmit')).toBe('passed');
    expect(await run('vitest/vitest.mjs', 'run', '--root', dir, ...tests)).toBe('passed');
  });
});
