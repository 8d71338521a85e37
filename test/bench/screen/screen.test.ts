import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, it, onTestFinished } from 'vitest';
import { openScreen } from './screen.ts';

async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'bench-screen-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

async function commit(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) await writeFile(join(dir, path), text);
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  await promisify(execFile)('git', ['-C', dir, 'add', '-A']);
  await promisify(execFile)('git', ['-C', dir, ...who, 'commit', '-q', '-m', Object.keys(files).join()]);
}

it('counts what is clean, refused and shown, and leaves protected paths out', async () => {
  const clones = await scratch();
  const repo = join(clones, 'shop');
  await mkdir(repo);
  await promisify(execFile)('git', ['init', '-q', repo]);
  await commit(repo, { 'a.py': 'x = 1\n', 'test_a.py': 'def test_a():\n    assert f(1) == 2\n' });
  await commit(repo, { 'a.py': 'x = 2\n' });
  await commit(repo, { 'notes.txt': 'x\n' });
  await commit(repo, { 'test_a.py': 'def test_a():\n    assert f(1) == 3\n' });
  await commit(repo, { 'test_a.py': 'def test_a():\n    assert f(1)\n' });
  await commit(repo, { 'conftest.py': 'x = 1\n' });
  const opened = await openScreen(clones);
  if (opened.kind === 'wrong') throw new Error(opened.message);
  const results = join(clones, 'results.jsonl');
  const { lines, cases } = await opened.run({
    dir: clones,
    stop: new AbortController().signal,
    results,
    budgets: [],
    leftOut: false,
    tell: () => undefined,
  });
  expect(lines.map(({ what, own }) => `${what} ${own.join()}`)).toEqual([
    'commits: clean 50',
    'commits: refused 25',
    'commits: shown to a person 25',
    'commits: a person’s, refused for anything but secrets, hidden text and paths 0',
    expect.stringMatching(/^commits that edit Python: clean 33\.3/),
    expect.stringMatching(/^commits that edit Python: refused 33\.3/),
    expect.stringMatching(/^commits that edit Python: shown to a person 33\.3/),
    'commits that edit Python: a person’s, refused for anything but secrets, hidden text and paths 0',
  ]);
  expect(cases?.rows.map(([project]) => project)).toEqual(['shop', 'together']);
  expect((await readFile(results, 'utf8')).trim().split('\n')).toHaveLength(3);
});

it('says where it finds no repository', async () => {
  expect(await openScreen(await scratch())).toMatchObject({ kind: 'wrong' });
});
