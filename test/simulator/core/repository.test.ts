import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { archive } from '../../../src/simulator/git/archive.ts';
import { compare, diffFiles } from '../../../src/simulator/git/compare-commits.ts';
import { resolve } from '../../../src/simulator/git/read-objects.ts';
import { listRefs, readRef } from '../../../src/simulator/git/ref-store.ts';
import { createRepository } from '../../../src/simulator/ops/code/create-repository.ts';
import { createPull } from '../../../src/simulator/ops/pulls/pulls.ts';
import { setRole } from '../../../src/simulator/ops/access/repository-settings.ts';
import { people } from '../../../src/simulator/people.ts';
import { scene } from './core-world.ts';

it('copies one branch of a local repository, at a branch or a commit, without touching it', async () => {
  const dir = await mkdtemp(join(tmpdir(), 'simulator-source-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };
  const git = (...args: string[]) =>
    execFileSync('git', ['-C', dir, ...args], { env, encoding: 'utf8' }).trim();
  const commit = async (text: string): Promise<string> => {
    await writeFile(join(dir, 'a.txt'), text);
    git('add', '-A');
    git('-c', 'user.name=a', '-c', 'user.email=a@example.com', 'commit', '-qm', text);
    return git('rev-parse', 'HEAD');
  };
  git('init', '-q', '-b', 'trunk');
  const first = await commit('first');
  const second = await commit('second');
  git('branch', 'other');
  const state = () => git('for-each-ref') + git('status', '--porcelain=v2', '--branch');
  const before = [state(), await readFile(join(dir, '.git/HEAD'), 'utf8')];

  const { world, owner } = await scene();
  for (const [ref, expected] of [
    ['refs/heads/trunk', second],
    ['trunk', second],
    [first, first],
  ] as const) {
    const name = `copy-of-${ref.slice(-5)}-${ref.length}`;
    const copy = await createRepository(world, {
      owner: owner.user,
      name,
      defaultBranch: 'main',
      content: { fromGit: { dir, ref } },
    });
    expect(await listRefs(copy.gitDir, 'refs/')).toEqual([{ ref: 'refs/heads/main', oid: expected }]);
  }
  expect([state(), await readFile(join(dir, '.git/HEAD'), 'utf8')]).toEqual(before);
});

it('answers expressions as GitHub does: oid, branch, path at either; nothing for what is not there', async () => {
  const { repository } = await scene();
  const oid = (await readRef(repository.gitDir, 'refs/heads/main')) ?? '';
  expect(await resolve(repository.gitDir, 'main')).toBe(oid);
  expect(await resolve(repository.gitDir, `${oid}:a.txt`)).toBe(
    await resolve(repository.gitDir, 'refs/heads/main:a.txt'),
  );
  for (const nothing of ['none', `${oid}:none`, 'f'.repeat(40), '--all', 'HEAD^{/Init}', '']) {
    expect(await resolve(repository.gitDir, nothing)).toBeNull();
  }
});

it('compares by commits and by files, renames found', async () => {
  const { repository, owner } = await scene();
  const { gitDir } = repository;
  const base = (await readRef(gitDir, 'refs/heads/main')) ?? '';
  const text = 'one\ntwo\nthree\n';
  const head = await owner.push({
    branch: 'topic',
    files: { 'a.txt': null, 'dir/ä b.txt': text, bin: new Uint8Array([0, 1]) },
  });
  const main = await owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
  expect(await compare(gitDir, main, head)).toEqual({
    ahead: 1,
    behind: 1,
    mergeBase: base,
    status: 'diverged',
  });
  expect(await compare(gitDir, base, main)).toMatchObject({ ahead: 1, behind: 0, status: 'ahead' });
  expect(await compare(gitDir, main, base)).toMatchObject({ status: 'behind' });
  expect(await compare(gitDir, main, main)).toMatchObject({ status: 'identical' });
  expect(await diffFiles(gitDir, base, head)).toMatchObject([
    { path: 'bin', status: 'added', isBinary: true },
    { path: 'dir/ä b.txt', previousPath: 'a.txt', status: 'renamed', additions: 0, deletions: 0 },
  ]);
});

it('makes a tarball with everything under the prefix (docs.github.com/rest/repos/contents#download-a-repository-archive-tar)', async () => {
  const { repository } = await scene();
  const tar = gunzipSync(await archive(repository.gitDir, 'refs/heads/main', 'octo-demo-abc1234/')).toString(
    'latin1',
  );
  expect(tar).toContain('octo-demo-abc1234/a.txt');
});

it('takes a pull request from a fork and follows it', async () => {
  const { world, repository, bot } = await scene();
  const fork = people(world, 'forker', 'octo/demo');
  const content = { fromGit: { dir: repository.gitDir, ref: 'refs/heads/main' } };
  const copy = await createRepository(world, { owner: fork.user, name: 'demo', content, parent: repository });
  setRole(repository, fork.user, null);
  const forker = people(world, 'forker', 'forker/demo');
  const head = await forker.push({ branch: 'topic', files: { 'f.txt': 'f' } });
  const pull = await createPull(world, bot, repository, { title: 'x', head: 'forker:topic', base: 'main' });
  expect(pull.head).toEqual({ ref: 'topic', oid: head, repository: copy });
  expect(await readRef(repository.gitDir, `refs/pull/${pull.number}/head`)).toBe(head);
  const next = await forker.push({ branch: 'topic', files: { 'g.txt': 'g' } });
  expect(await readRef(repository.gitDir, `refs/pull/${pull.number}/head`)).toBe(next);
  expect(pull.stats.commits).toBe(2);
  await world.later.idle();
  expect(pull.mergeable).toBe('mergeable');
  expect(world.mismatches).toEqual([]);
});
