import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished } from 'vitest';
import { hasTests, lookAtRepository } from '../../../../src/cli/story/set-up/look-at-repository.ts';

const who = ['-c', 'user.name=A', '-c', 'user.email=a@example.org'];

async function git(dir: string, ...args: readonly string[]): Promise<void> {
  await promisify(execFile)('git', ['-C', dir, ...who, ...args]);
}

async function scratch(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'look-at-'));
  onTestFinished(() => rm(dir, { recursive: true }));
  return dir;
}

async function repository(): Promise<string> {
  const dir = join(await scratch(), 'my project');
  await mkdir(dir);
  await git(dir, 'init', '-q', '-b', 'trunk');
  await writeFile(join(dir, 'a.py'), 'one\n\n');
  await git(dir, 'add', '.');
  await git(dir, 'commit', '-q', '-m', 'one');
  return dir;
}

async function refusal(dir: string, branch: string | null = null): Promise<string> {
  const looked = await lookAtRepository(dir, branch);
  return looked.kind === 'wrong' ? looked.message.replaceAll(dir, 'DIR') : looked.kind;
}

describe('lookAtRepository', () => {
  it('takes the branch that is checked out', async () => {
    const dir = await repository();
    const looked = await lookAtRepository(dir, null);
    expect(looked).toMatchObject({
      name: 'my-project',
      branch: 'trunk',
      state: 'clean',
      paths: ['a.py'],
    });
    if (looked.kind !== 'repository') throw new Error(looked.message);
    expect(await looked.read('a.py')).toBe('one\n\n');
    expect(await looked.read('b.py')).toBeNull();
  });

  it('reads what was committed, and leaves the index as it was', async () => {
    const dir = await repository();
    await writeFile(join(dir, 'a.py'), 'two\n');
    const index = join(dir, '.git/index');
    const bytes = await readFile(index);
    const { mtimeMs } = await stat(index);
    const looked = await lookAtRepository(dir, null);
    expect(looked).toMatchObject({ state: 'dirty' });
    if (looked.kind !== 'repository') throw new Error(looked.message);
    expect(await looked.read('a.py')).toBe('one\n\n');
    expect((await readFile(index)).equals(bytes)).toBe(true);
    expect((await stat(index)).mtimeMs).toBe(mtimeMs);
  });

  it('takes a bare repository', async () => {
    const dir = await repository();
    const bare = join(await scratch(), 'there.git');
    await git(dir, 'clone', '-q', '--bare', dir, bare);
    expect(await lookAtRepository(bare, null)).toMatchObject({
      state: 'bare',
      branch: 'trunk',
      name: 'there',
    });
  });

  it('takes another branch when it is named, and a detached one only then', async () => {
    const dir = await repository();
    await git(dir, 'branch', 'other');
    expect(await lookAtRepository(dir, 'other')).toMatchObject({ branch: 'other' });
    expect(await refusal(dir, 'nowhere')).toBe('DIR has no branch nowhere.');
    await git(dir, 'checkout', '-q', '--detach');
    expect(await refusal(dir)).toMatch(/^DIR has no branch checked out .* --branch\.$/);
    expect(await lookAtRepository(dir, 'other')).toMatchObject({ branch: 'other' });
  });

  it('refuses what is no whole repository', async () => {
    const dir = await repository();
    expect(await refusal(join(dir, 'nowhere'))).toMatch(/^There is no directory/);
    expect(await refusal(join(dir, 'a.py'))).toMatch(/^There is no directory/);
    expect(await refusal(await scratch())).toBe('DIR is not a git repository.');
    await mkdir(join(dir, 'inner'));
    expect(await refusal(join(dir, 'inner'))).toMatch(/is a folder inside the repository/);
    const empty = await scratch();
    await git(empty, 'init', '-q');
    expect(await refusal(empty)).toBe('DIR has no commits yet.');
  });

  it('refuses a shallow clone', async () => {
    const dir = await repository();
    await git(dir, 'commit', '-q', '--allow-empty', '-m', 'two');
    const shallow = join(await scratch(), 'shallow');
    await git(dir, 'clone', '-q', '--depth', '1', `file://${dir}`, shallow);
    expect(await refusal(shallow)).toMatch(/^DIR is a shallow clone/);
  });
});

it('knows tests by pytest’s own names', () => {
  expect(hasTests(['src/a.py', 'tests/test_a.py'])).toBe(true);
  expect(hasTests(['pkg/a_test.py'])).toBe(true);
  expect(hasTests(['tests/a.py', 'test_a.txt', 'latest.py'])).toBe(false);
});
