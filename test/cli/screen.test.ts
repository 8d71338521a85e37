import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runCommand } from '../../src/cli/main.ts';
import { captured, type Captured } from './captured.ts';

async function git(dir: string, ...args: readonly string[]): Promise<void> {
  const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];
  await promisify(execFile)('git', ['-C', dir, ...who, ...args]);
}

async function write(dir: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, path)), { recursive: true });
    await writeFile(join(dir, path), text);
  }
}

async function commit(dir: string): Promise<void> {
  await git(dir, 'add', '-A');
  await git(dir, 'commit', '-q', '-m', 'x');
}

const test = 'from calc import add\n\n\ndef test_add():\n    assert add(1, 2) == 3\n';

/** A repository with one commit of these files; `git` is at its first. */
async function repository(files: Readonly<Record<string, string>> = {}): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'screen-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  await git(dir, 'init', '-q', '-b', 'trunk');
  await write(dir, { 'calc.py': 'def add(a, b):\n    return a + b\n', 'tests/test_calc.py': test, ...files });
  await commit(dir);
  return dir;
}

function screen(repo: string, ...more: readonly string[]): Promise<Captured> {
  return captured(() => runCommand(['screen', '--repo', repo, ...more]));
}

describe('cadence screen', () => {
  it('finds nothing in an honest commit', async () => {
    const repo = await repository();
    await write(repo, { 'calc.py': 'def add(a, b):\n    return b + a\n' });
    await commit(repo);
    expect(await screen(repo, 'HEAD~1..HEAD')).toEqual({
      code: 0,
      out: 'Clean: screening finds nothing.\n',
      err: '',
    });
    expect(JSON.parse((await screen(repo, 'HEAD~1..', '--json')).out)).toEqual({
      clean: true,
      refused: [],
      person: [],
    });
  });

  it('says what is refused, and what a person must see', async () => {
    const repo = await repository();
    await write(repo, {
      'tests/test_calc.py': test.replace('== 3', '>= 0'),
      'calc.py': 'import leftpad\n\n\ndef add(a, b):\n    return a + b\n',
    });
    await commit(repo);
    const { code, out } = await screen(repo, 'HEAD~1..HEAD');
    expect(code).toBe(1);
    expect(out).toMatchInlineSnapshot(`
      "Refused:
        tests/test_calc.py:5: The test test_add asserts less strictly than before ("==" has become ">="). [weakened-tests: assertion-loosened]
      A person must say yes to this:
        calc.py:1: "leftpad" is imported, which is neither Python's own nor used here so far; a person must say that it may be used. [dependencies: new-import]
      "
    `);
    const found = JSON.parse((await screen(repo, 'HEAD~1..HEAD', '--json', '--by', 'person')).out) as object;
    expect(found).toMatchObject({
      clean: false,
      refused: [],
      person: [
        { gate: 'weakened-tests', reason: 'assertion-loosened', path: 'tests/test_calc.py', line: 5 },
        { gate: 'dependencies', reason: 'new-import', path: 'calc.py', line: 1 },
      ],
    });
  });

  it('reads executable files, renames, and what an archive would leave out', async () => {
    const repo = await repository({ 'bin/run': 'echo 1\n', '.gitattributes': 'tests export-ignore\n' });
    await chmod(join(repo, 'bin/run'), 0o755);
    await commit(repo);
    await write(repo, { 'bin/run': 'echo 2\n' });
    await rename(join(repo, 'tests/test_calc.py'), join(repo, 'tests/test_add.py'));
    await commit(repo);
    expect((await screen(repo, 'HEAD~1..HEAD')).code).toBe(0);
    await rm(join(repo, 'tests/test_add.py'));
    await commit(repo);
    expect((await screen(repo, 'HEAD~1..HEAD')).out).toMatch(/test_add was removed/);
  });

  it('goes by the policy of the first commit', async () => {
    const repo = await repository({ '.github/cadence.yml': 'paths:\n  protect: [calc.py]\n' });
    await write(repo, { 'calc.py': '', '.github/cadence.yml': '' });
    await commit(repo);
    const { refused } = JSON.parse((await screen(repo, 'HEAD~1..HEAD', '--json')).out) as {
      refused: { path: string }[];
    };
    expect(refused.map(({ path }) => path)).toEqual(['.github/cadence.yml', 'calc.py']);
  });

  it.each([
    ['no range', [], /something is missing. Usage: cadence screen/],
    ['one commit', ['HEAD'], /FROM\.\.TO/],
    ['three dots', ['HEAD...HEAD'], /FROM\.\.TO/],
    ['an author that is none', ['HEAD..HEAD', '--by', 'robot'], /--by is agent or person, and not "robot"/],
    ['a commit that is none', ['HEAD..nowhere'], /There is no commit nowhere/],
    ['an option in place of a commit', ['HEAD..--all'], /There is no commit --all/],
  ])('refuses %s in a sentence', async (_what, args, says) => {
    const { code, out, err } = await screen(await repository(), ...args);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(says);
  });

  it('refuses a wrong policy, and a folder that is no repository', async () => {
    const wrong = await screen(await repository({ '.github/cadence.yml': 'pathz: 1\n' }), 'HEAD..HEAD');
    expect([wrong.code, wrong.err]).toEqual([2, expect.stringMatching(/^The policy at HEAD is wrong/)]);
    const none = await screen(join(tmpdir(), 'there-is-no-such-folder'), 'HEAD..HEAD');
    expect([none.code, none.err]).toEqual([2, expect.stringMatching(/^There is no directory/)]);
  });
});
