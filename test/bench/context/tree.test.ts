import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { openContextTree } from './tree.ts';
import type { Line } from '../line.ts';
import { put, scratch, type Texts } from '../models/made-tasks.ts';
import { renderTable } from '../render-table.ts';

const tree: Texts = {
  'mail.py': 'def send_mail(to):\n    return to\n',
  'jar/cookies.py': 'def read_cookie(jar):\n    return jar\n',
};

/** Does what the real one is asked to do, and keeps a note of each call beside itself. */
const fake = `
import { appendFileSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
const [tree, option, out, quiet] = process.argv.slice(2);
const kept = join(process.env.TMPDIR, 'counted');
const call = {
  files: readdirSync(tree, { recursive: true }).sort(),
  options: [option, quiet],
  cwd: readdirSync('.'),
  env: Object.keys(process.env).sort(),
  seen: existsSync(kept),
};
appendFileSync(join(import.meta.dirname, 'calls.jsonl'), JSON.stringify(call) + '\\n');
writeFileSync(kept, '');
writeFileSync(out, 'packed');
`;
const calls = z.array(
  z.object({
    files: z.array(z.string()),
    options: z.array(z.string()),
    cwd: z.array(z.string()),
    env: z.array(z.string()),
    seen: z.boolean(),
  }),
);

async function install(script: string): Promise<string> {
  const folder = await scratch();
  const manifest = JSON.stringify({ name: 'repomix', version: '0.0.1', bin: { repomix: './run.mjs' } });
  await put(join(folder, 'node_modules/repomix'), { 'package.json': manifest, 'run.mjs': script });
  return folder;
}

async function measure(repomix: string | null, rounds: number) {
  const dir = await scratch();
  const scratchDir = await scratch();
  await put(dir, { ...tree, '.git/HEAD': 'ref\n' });
  const question = join(scratchDir, 'issue.md');
  await writeFile(question, 'send_mail() fails\n');
  const opened = await openContextTree({ dir, question, repomix }, rounds);
  if (opened.kind === 'wrong') throw new Error(opened.message);
  const told: string[] = [];
  const { lines } = await opened.run({
    dir: scratchDir,
    stop: new AbortController().signal,
    results: null,
    budgets: [20, 40],
    leftOut: false,
    tell: (text) => told.push(text),
  });
  const place = (await readdir(scratchDir)).find((name) => name.startsWith('tree-')) ?? '';
  return { lines, told, text: await readFile(join(scratchDir, place, 'context.txt'), 'utf8') };
}

const peersOf = (lines: readonly Line[]) => lines.map(({ peers }) => peers.map(({ name }) => name));
const valuesOf = (peers: Line['peers']) => peers.map(({ values }) => values);

describe('a tree', () => {
  it('is packed by Cadence and by repomix in turn, each in processes of its own', async () => {
    const folder = await install(fake);
    const { lines, told, text } = await measure(folder, 2);
    expect(lines.map(({ what, unit, limit }) => [what, unit, ...Object.values(limit)].join(' | '))).toEqual([
      '2 files, 0.0 MB: tarball → 40 tokens, time | ms | times-at-most | 0.75 | repomix 0.0.1',
      '2 files, 0.0 MB: tarball → 40 tokens, CPU time | ms | none',
      '2 files, 0.0 MB: tarball → 40 tokens, peak memory | MB | times-at-most | 0.6 | repomix 0.0.1',
      '2 files, 0.0 MB in memory → 40 tokens, the first question | ms | at-most | 1000',
      '2 files, 0.0 MB in memory → 40 tokens, a later question | ms | at-most | 1000',
    ]);
    const rivals = ['repomix 0.0.1', 'repomix 0.0.1, files that it had not seen'];
    expect(peersOf(lines)).toEqual([rivals, rivals, rivals, [], []]);
    expect(lines.map(({ own }) => own.length)).toEqual([2, 2, 2, 2, 8]);
    const figures = [...lines.map(({ own }) => own), ...lines.flatMap(({ peers }) => valuesOf(peers))];
    expect(figures.flat().every((value) => value > 0)).toBe(true);
    expect(new Set(lines.flatMap(({ peers }) => valuesOf(peers).map(({ length }) => length)))).toEqual(
      new Set([2]),
    );
    expect(told.map((line) => line.replace(/: [\d.]+ s, \d+ MB$/, ''))).toEqual([
      'cadence',
      ...rivals,
      ...rivals.toReversed(),
      'cadence',
    ]);
    expect(text).toContain('def send_mail');
    const made = calls.parse(
      (await readFile(join(folder, 'node_modules/repomix/calls.jsonl'), 'utf8'))
        .trim()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    );
    // The first is not measured: it fills what is kept.
    expect(made.map(({ seen }) => seen)).toEqual([false, true, false, false, true]);
    for (const { files, options, cwd, env } of made) {
      expect([files, options, cwd]).toEqual([
        ['jar', 'jar/cookies.py', 'mail.py'],
        ['--output', '--quiet'],
        [],
      ]);
      expect([env.includes('XDG_CONFIG_HOME'), env.includes('VITEST')]).toEqual([true, false]);
    }
  });

  it('is packed by Cadence alone, and says how to measure repomix, where nobody has installed it', async () => {
    const { lines } = await measure(null, 1);
    expect(peersOf(lines)).toEqual([[], [], [], [], []]);
    expect(lines[0]?.limit).toEqual({ kind: 'times-at-most', value: 0.75, of: 'repomix' });
    expect(renderTable([{ name: 'context', lines }])).toMatch(
      /\ncontext, not measured here: repomix: npm install --prefix FOLDER repomix@\d.*--repomix FOLDER\n$/,
    );
  });

  it.each<[what: string, script: string, says: RegExp]>([
    [
      'does not run',
      "console.error('needs another Node'); process.exit(1)",
      /ended with 1: needs another Node$/,
    ],
    ['writes nothing', '', /wrote nothing$/],
  ])('is packed by Cadence alone, and says so, where repomix %s', async (_what, script, says) => {
    const { lines } = await measure(await install(script), 1);
    expect(peersOf(lines)).toEqual([[], [], [], [], []]);
    expect(lines[0]?.elsewhere).toMatch(/^repomix 0\.0\.1 /);
    expect(lines[0]?.elsewhere).toMatch(says);
  });
});

describe('before anything is measured', () => {
  it.each<[what: string, asked: { dir?: string; question?: string; repomix?: string }, says: RegExp]>([
    ['no directory', { dir: 'nowhere' }, /^there is no directory .*nowhere$/],
    ['no question', { question: 'nowhere.md' }, /^there is no question in .*nowhere\.md/],
    ['an empty question', { question: 'blank.md' }, /^there is no question in .*blank\.md/],
    [
      'no repomix',
      { repomix: 'other' },
      /^there is no repomix in .*other: npm install --prefix FOLDER repomix@/,
    ],
  ])('%s is told', async (_what, given, says) => {
    const root = await scratch();
    await put(join(root, 'dir'), tree);
    await put(root, {
      'blank.md': ' \n',
      'other/package.json': '{"name":"other","version":"1.0.0","bin":"x"}',
    });
    const path = (name: string | undefined): string | null => (name === undefined ? null : join(root, name));
    const asked = {
      dir: join(root, given.dir ?? 'dir'),
      question: path(given.question),
      repomix: path(given.repomix),
    };
    expect(await openContextTree(asked)).toEqual({
      kind: 'wrong',
      message: expect.stringMatching(says) as string,
    });
  });

  it('repomix is found where it was installed to, and in its own folder', async () => {
    const folder = await install(fake);
    const root = await scratch();
    await put(root, tree);
    for (const repomix of [folder, join(folder, 'node_modules/repomix')])
      expect(await openContextTree({ dir: root, question: null, repomix })).toMatchObject({ kind: 'ready' });
  });
});
