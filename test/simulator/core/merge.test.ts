import { describe, expect, it } from 'vitest';
import { readCommit } from '../../../src/simulator/git/commit-object.ts';
import { isAncestor } from '../../../src/simulator/git/compare-commits.ts';
import { mergePull } from '../../../src/simulator/ops/pulls/merge-pull.ts';
import type { Pull } from '../../../src/simulator/state/repository.ts';
import type { Scene } from './core-world.ts';
import { refusal, scene } from './core-world.ts';

import { tip, withPull } from './core-pull.ts';

describe('merging (docs.github.com/rest/pulls/pulls#merge-a-pull-request)', () => {
  it.each(['merge', 'squash', 'rebase'] as const)(
    '%s lands on the base and closes the pull request',
    async (method) => {
      const here = await withPull();
      const before = await tip(here);
      await here.owner.push({ branch: 'main', files: { 'other.txt': 'o' } });
      const onto = await tip(here);
      const { oid } = await mergePull(here.world, here.bot, here.pull, { method, sha: here.pull.head.oid });
      expect(await tip(here)).toBe(oid);
      const { parents, message } = await readCommit(here.repository.gitDir, oid);
      expect(parents).toEqual(method === 'merge' ? [onto, here.pull.head.oid] : [onto]);
      const messages = {
        merge: 'Merge pull request #1 from octo/topic\n\nTopic',
        squash: 'Change a (#1)',
        rebase: 'Change a',
      };
      expect(message).toBe(messages[method]);
      expect(await isAncestor(here.repository.gitDir, before, oid)).toBe(true);
      expect(here.pull).toMatchObject({ state: 'closed', merged: { oid, method }, testMergeOid: null });
      expect(here.last('pull_request.closed')).toMatchObject({
        pull_request: { merged: true, merge_commit_sha: oid },
      });
      expect(here.events().filter((event) => event === 'pull_request.closed')).toHaveLength(1);
      expect(here.world.mismatches).toEqual([]);
    },
  );

  it('takes title and message as given, and the merger as author', async () => {
    const here = await withPull();
    const { oid } = await mergePull(here.world, here.bot, here.pull, {
      method: 'squash',
      headline: 'Do it',
      body: 'Why.',
    });
    const commit = await readCommit(here.repository.gitDir, oid);
    expect(commit).toMatchObject({
      message: 'Do it\n\nWhy.',
      author: { name: 'robot[bot]' },
      committer: { name: 'GitHub' },
    });
  });

  it('is refused with 409 when the head is another than the caller saw', async () => {
    const here = await withPull();
    const sha = here.pull.head.oid;
    await here.owner.push({ branch: 'topic', files: { 'c.txt': 'c' } });
    expect(await refusal(() => mergePull(here.world, here.bot, here.pull, { sha }))).toEqual({
      status: 409,
      message: 'Head branch was modified. Review and try the merge again.',
    });
    expect(here.pull.merged).toBeNull();
  });

  it('merges a base that moved since the tests: nothing in the call names the base', async () => {
    const here = await withPull();
    const sha = here.pull.head.oid;
    await here.owner.push({ branch: 'main', files: { 'semantic.txt': 'broken' } });
    await expect(mergePull(here.world, here.bot, here.pull, { sha })).resolves.toBeDefined();
  });

  it.each([
    ['a draft', (here: Scene & { pull: Pull }) => here.owner.draftPull(1), 'Pull Request is still a draft'],
    [
      'a closed one',
      (here: Scene & { pull: Pull }) => here.owner.closePull(1),
      'Pull Request is not mergeable',
    ],
    [
      'a conflict',
      (here: Scene & { pull: Pull }) => here.owner.push({ branch: 'main', files: { 'a.txt': 'x' } }),
      'Pull Request is not mergeable',
    ],
    [
      'a method that the repository does not allow',
      (here: Scene & { pull: Pull }) => Object.assign(here.repository, { squashMergeAllowed: false }),
      'Squash merges are not allowed on this repository.',
    ],
  ])('refuses %s with 405', async (_, arrange, message) => {
    const here = await withPull();
    await arrange(here);
    const before = await tip(here);
    expect(await refusal(() => mergePull(here.world, here.bot, here.pull, { method: 'squash' }))).toEqual({
      status: 405,
      message,
    });
    expect(await tip(here)).toBe(before);
  });

  it('of two at once lands one', async () => {
    const here = await withPull();
    const merge = () => mergePull(here.world, here.bot, here.pull, { method: 'squash' });
    const outcomes = await Promise.allSettled([merge(), merge()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    const landed = await readCommit(here.repository.gitDir, await tip(here));
    expect(landed.parents).toHaveLength(1);
    expect(landed.oid).toBe(here.pull.merged?.oid);
  });

  it('loses against a push to the head that comes in while it works', async () => {
    const here = await withPull();
    const sha = here.pull.head.oid;
    const merge = mergePull(here.world, here.bot, here.pull, { sha });
    const push = here.owner.push({ branch: 'topic', files: { 'late.txt': 'late' } });
    const [merged] = await Promise.allSettled([merge, push]);
    const landed = await isAncestor(here.repository.gitDir, sha, await tip(here));
    expect(landed).toBe(merged.status === 'fulfilled');
    expect(here.pull.merged !== null).toBe(landed);
  });

  it('closes the linked issue a moment later, as the merger', async () => {
    const here = await scene();
    const issue = here.owner.openIssue({ title: 'bug' });
    await here.owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const pull = await here.owner.openPull({ title: 'x', body: 'Closes #1', head: 'topic', base: 'main' });
    here.world.later.hold('close issues');
    await mergePull(here.world, here.bot, pull, {});
    await here.world.later.idle();
    expect(issue.state).toBe('open');
    here.world.later.release('close issues');
    await here.world.later.idle();
    expect(issue).toMatchObject({ state: 'closed', stateReason: 'completed', closedBy: here.bot.user });
    expect(issue.timeline.at(-1)).toMatchObject({ type: 'closed', closer: { kind: 'pull', pull } });
  });

  it('closes nothing in a repository that has auto-close off', async () => {
    const here = await scene();
    here.repository.autoCloseIssues = false;
    const issue = here.owner.openIssue({ title: 'bug' });
    await here.owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const pull = await here.owner.openPull({ title: 'x', body: 'Closes #1', head: 'topic', base: 'main' });
    await mergePull(here.world, here.bot, pull, { method: 'squash', headline: 'Fix #1' });
    await here.world.later.idle();
    expect(issue.state).toBe('open');
  });

  it('closes what a squash headline names, too', async () => {
    const here = await scene();
    const issue = here.owner.openIssue({ title: 'bug' });
    await here.owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const pull = await here.owner.openPull({ title: 'x', head: 'topic', base: 'main' });
    const { oid } = await mergePull(here.world, here.bot, pull, { method: 'squash', headline: 'Fix #1' });
    await here.world.later.idle();
    expect(issue.timeline.at(-1)).toMatchObject({ type: 'closed', closer: { kind: 'commit', oid } });
  });

  it('deletes the branch where the repository asks for that', async () => {
    const here = await withPull();
    here.repository.deleteBranchOnMerge = true;
    await mergePull(here.world, here.bot, here.pull, {});
    expect(await tip(here, 'topic')).toBe('');
  });

  it('of a workflow change needs the workflows permission', async () => {
    const here = await scene();
    await here.owner.push({ branch: 'topic', files: { '.github/workflows/ci.yml': 'on: push' } });
    const pull = await here.owner.openPull({ title: 'x', head: 'topic', base: 'main' });
    expect(await refusal(() => mergePull(here.world, here.bot, pull, {}))).toMatchObject({ status: 403 });
    await expect(here.owner.mergePull(1)).resolves.toBeDefined();
  });
});
