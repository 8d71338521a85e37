import { describe, expect, it } from 'vitest';
import { readCommit } from '../../../src/simulator/git/commit-object.ts';
import { listTree } from '../../../src/simulator/git/list-tree.ts';
import { readBlob, resolve } from '../../../src/simulator/git/read-objects.ts';
import { readRef, zeroOid } from '../../../src/simulator/git/ref-store.ts';
import { createCommitOnBranch } from '../../../src/simulator/ops/code/commit-on-branch.ts';
import { createBlob, createCommit, createTree } from '../../../src/simulator/ops/code/create-objects.ts';
import { createRef, deleteRef, updateRef, updateRefs } from '../../../src/simulator/ops/code/refs.ts';
import type { Scene } from './core-world.ts';
import { appPermissions, refusal, scene } from './core-world.ts';

async function tip({ repository }: Scene, branch = 'main'): Promise<string> {
  const oid = await readRef(repository.gitDir, `refs/heads/${branch}`);
  if (oid === null) throw new Error(`there is no branch ${branch}`);
  return oid;
}

const workflow = '.github/workflows/ci.yml';

describe('refs (docs.github.com/rest/git/refs)', () => {
  it('are created once', async () => {
    const here = await scene();
    const { world, bot, repository, events } = here;
    const oid = await tip(here);
    await createRef(world, bot, repository, { ref: 'refs/heads/topic', oid });
    expect(await tip(here, 'topic')).toBe(oid);
    expect(await refusal(() => createRef(world, bot, repository, { ref: 'refs/heads/topic', oid }))).toEqual({
      status: 422,
      message: 'A ref named "refs/heads/topic" already exists in the repository.',
    });
    expect(events()).toEqual(['create', 'push', 'check_suite.requested']);
    expect(world.mismatches).toEqual([]);
  });

  it('one of two that create the same ref at once wins', async () => {
    const here = await scene();
    const { world, bot, repository } = here;
    const oid = await tip(here);
    const make = () => createRef(world, bot, repository, { ref: 'refs/heads/topic', oid });
    const outcomes = await Promise.allSettled([make(), make(), make()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it.each([
    ['heads/topic', 422],
    ['refs/topic', 422],
    ['refs/heads/a..b', 422],
    ['refs/pull/1/head', 422],
  ])('%s is no name for one', async (ref, status) => {
    const here = await scene();
    const oid = await tip(here);
    expect(await refusal(() => createRef(here.world, here.bot, here.repository, { ref, oid }))).toMatchObject(
      {
        status,
      },
    );
  });

  it('move forward only, unless forced', async () => {
    const here = await scene();
    const { world, owner, bot, repository, last } = here;
    const before = await tip(here);
    const after = await owner.push({ branch: 'main', files: { 'a.txt': 'changed\n' } });
    const move = (force: 'force' | 'fast-forward') =>
      updateRef(world, bot, repository, { ref: 'refs/heads/main', oid: before, force });
    expect(await refusal(() => move('fast-forward'))).toEqual({
      status: 422,
      message: 'Update is not a fast forward',
    });
    await move('force');
    expect(last('push')).toMatchObject({ before: after, after: before, forced: true, commits: [] });
  });

  it('are not deleted when they are the default branch or are not there', async () => {
    const { world, bot, repository } = await scene();
    expect(await refusal(() => deleteRef(world, bot, repository, 'refs/heads/main'))).toMatchObject({
      status: 422,
    });
    expect(await refusal(() => deleteRef(world, bot, repository, 'refs/heads/none'))).toMatchObject({
      status: 422,
    });
  });

  it('updateRefs deletes only what is where the caller saw it (docs.github.com/graphql/reference/mutations#updaterefs)', async () => {
    const here = await scene();
    const { world, bot, repository, owner, last } = here;
    const seen = await owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const moved = await owner.push({ branch: 'topic', files: { 'b.txt': 'c' } });
    const remove = (beforeOid: string) =>
      updateRefs(world, bot, repository, [
        { name: 'refs/heads/topic', beforeOid, afterOid: zeroOid, force: 'fast-forward' },
      ]);
    expect(await refusal(() => remove(seen))).toMatchObject({ status: 422 });
    expect(await tip(here, 'topic')).toBe(moved);
    await remove(moved);
    expect(await readRef(repository.gitDir, 'refs/heads/topic')).toBeNull();
    expect(last('delete')).toMatchObject({ ref: 'topic', ref_type: 'branch' });
    expect(world.mismatches).toEqual([]);
  });

  it('updateRefs moves all or none', async () => {
    const here = await scene();
    const { world, bot, repository } = here;
    const oid = await tip(here);
    const update = { beforeOid: zeroOid, afterOid: oid, force: 'fast-forward' } as const;
    const refs = [
      { name: 'refs/heads/new', ...update },
      { name: 'refs/heads/main', ...update },
    ];
    expect(await refusal(() => updateRefs(world, bot, repository, refs))).toMatchObject({ status: 422 });
    expect(await readRef(repository.gitDir, 'refs/heads/new')).toBeNull();
  });
});

/** Adds one file and deletes another on `main`. */
function commit(here: Scene, expectedHeadOid: string, path = 'b.txt', body = ''): Promise<{ oid: string }> {
  const additions = [{ path, contents: Buffer.from('b\r\n') }];
  const fields = { branch: 'main', expectedHeadOid, headline: 'Add b', body, additions };
  return createCommitOnBranch(here.world, here.bot, here.repository, {
    ...fields,
    deletions: [{ path: 'a.txt' }],
  });
}

describe('createCommitOnBranch (docs.github.com/graphql/reference/mutations#createcommitonbranch)', () => {
  it('writes bytes as they are, deletes, and keeps the rest', async () => {
    const here = await scene();
    const before = await tip(here);
    const { oid } = await commit(here, before, 'dir/b.txt', 'Because.');
    const files = await listTree(here.repository.gitDir, oid, 'recursive');
    expect(files.filter(({ type }) => type === 'blob').map(({ path }) => path)).toEqual([
      'README.md',
      'dir/b.txt',
    ]);
    const blob = await resolve(here.repository.gitDir, `${oid}:dir/b.txt`);
    expect((await readBlob(here.repository.gitDir, blob ?? '')).toString()).toBe('b\r\n');
    expect(await readCommit(here.repository.gitDir, oid)).toMatchObject({
      parents: [before],
      message: 'Add b\n\nBecause.',
      author: { name: 'robot[bot]' },
      committer: { name: 'GitHub' },
    });
    expect(here.last('push')).toMatchObject({
      commits: [{ id: oid, added: ['dir/b.txt'], removed: ['a.txt'] }],
    });
    expect(here.world.mismatches).toEqual([]);
  });

  it('refuses when the branch is elsewhere, in the words of GitHub', async () => {
    const here = await scene();
    const seen = await tip(here);
    const now = await here.owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    const message = `Expected branch to point to "${seen}" but it did not.  Pull and try again.`;
    await expect(commit(here, seen)).rejects.toMatchObject({ graphqlType: 'STALE_DATA', message });
    expect(await tip(here)).toBe(now);
  });

  it('lets one of two that commit on the same head win', async () => {
    const here = await scene();
    const head = await tip(here);
    const outcomes = await Promise.allSettled([commit(here, head, 'x'), commit(here, head, 'y')]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it.each([
    '../x',
    '.git/config',
    'a/../b',
    '/abs',
    'dir/.git/x',
    '.GIT/x',
    'git~1/x',
    '.git. /x',
    '.g\u200cit/x',
    '',
  ])('refuses the path %s', async (path) => {
    const here = await scene();
    expect(await refusal(async () => commit(here, await tip(here), path))).toMatchObject({ status: 422 });
  });

  it('refuses to delete what is not there', async () => {
    const here = await scene({ files: { 'README.md': '' } });
    expect(await refusal(async () => commit(here, await tip(here)))).toMatchObject({ status: 422 });
  });

  it('makes a plain file of one that could be run', async () => {
    const here = await scene();
    const { world, bot, repository } = here;
    const before = await tip(here);
    const oid = await createBlob(bot, repository, Buffer.from('#!/bin/sh\n'));
    const base = (await readCommit(repository.gitDir, before)).tree;
    const tree = await createTree(bot, repository, base, [
      { path: 'a.txt', mode: '100755', target: { oid } },
    ]);
    const head = await createCommit(world, bot, repository, { message: 'mode', tree, parents: [before] });
    await updateRef(world, bot, repository, { ref: 'refs/heads/main', oid: head, force: 'fast-forward' });
    const fields = { branch: 'main', expectedHeadOid: head, headline: 'edit', deletions: [] };
    const made = await createCommitOnBranch(world, bot, repository, {
      ...fields,
      additions: [{ path: 'a.txt', contents: Buffer.from('#!/bin/bash\n') }],
    });
    expect(
      (await listTree(repository.gitDir, made.oid, 'flat')).find(({ path }) => path === 'a.txt')?.mode,
    ).toBe('100644');
  });
});

describe('workflow files without the workflows permission (docs.github.com/apps/creating-github-apps/registering-a-github-app/choosing-permissions-for-a-github-app)', () => {
  const message = `refusing to allow a GitHub App to create or update workflow \`${workflow}\` without \`workflows\` permission`;

  async function edit(here: Scene): Promise<unknown> {
    return createCommitOnBranch(here.world, here.bot, here.repository, {
      branch: 'main',
      expectedHeadOid: await tip(here),
      headline: 'ci',
      deletions: [],
      additions: [
        {
          path: workflow,
          contents: Buffer.from('on: push'),
        },
      ],
    });
  }

  it('cannot be committed', async () => {
    const here = await scene();
    expect(await refusal(() => edit(here))).toEqual({ status: 403, message });
  });

  it('can be with it', async () => {
    const here = await scene({ permissions: { ...appPermissions, workflows: 'write' } });
    await expect(edit(here)).resolves.toBeDefined();
  });

  it('block a ref at a commit from before they changed, not one at the tip', async () => {
    const here = await scene({ files: { [workflow]: 'on: push' } });
    const { world, bot, repository, owner } = here;
    const old = await tip(here);
    const now = await owner.push({ branch: 'main', files: { [workflow]: 'on: pull_request' } });
    expect(
      await refusal(() => createRef(world, bot, repository, { ref: 'refs/heads/old', oid: old })),
    ).toEqual({
      status: 403,
      message,
    });
    await createRef(world, bot, repository, { ref: 'refs/heads/new', oid: now });
  });
});
