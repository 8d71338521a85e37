import { describe, expect, it } from 'vitest';
import { readCommit } from '../../../src/simulator/git/commits.ts';
import { isAncestor } from '../../../src/simulator/git/compare.ts';
import { readRef } from '../../../src/simulator/git/refs.ts';
import { mergePull } from '../../../src/simulator/ops/merge.ts';
import { createPull } from '../../../src/simulator/ops/pulls.ts';
import { updatePullBranch } from '../../../src/simulator/ops/update-branch.ts';
import type { Pull } from '../../../src/simulator/state.ts';
import type { Scene } from './core-world.ts';
import { refusal, scene } from './core-world.ts';

/** A world with one pull request of the app, `topic` into `main`, its test merge done. */
async function withPull(body = '', options: Parameters<typeof scene>[0] = {}): Promise<Scene & { pull: Pull }> {
  const here = await scene(options);
  await here.owner.push({ branch: 'topic', files: { 'a.txt': 'one\n2\nthree\n' }, message: 'Change a' });
  const pull = await createPull(here.world, here.bot, here.repository, { title: 'Topic', body, head: 'topic', base: 'main' });
  await here.world.later.idle();
  return { ...here, pull };
}

async function tip({ repository }: Scene, branch = 'main'): Promise<string> {
  return (await readRef(repository.gitDir, `refs/heads/${branch}`)) ?? '';
}

describe('pull requests (docs.github.com/rest/pulls/pulls)', () => {
  it('open with counts, and mergeable unknown until the test merge is made', async () => {
    const here = await scene();
    await here.owner.push({ branch: 'topic', files: { 'a.txt': 'one\n2\nthree\n' } });
    const pull = await here.owner.openPull({ title: 'x', head: 'topic', base: 'main' });
    expect(pull).toMatchObject({ mergeable: 'unknown', testMergeOid: null });
    expect(pull.stats).toEqual({ commits: 1, additions: 1, deletions: 1, changedFiles: 1 });
    await here.world.later.idle();
    expect(pull.mergeable).toBe('mergeable');
    const merge = await readCommit(here.repository.gitDir, pull.testMergeOid ?? '');
    expect(merge.parents).toEqual([await tip(here), pull.head.oid]);
    expect(await readRef(here.repository.gitDir, `refs/pull/${pull.number}/merge`)).toBe(pull.testMergeOid);
    expect(here.last('pull_request.opened')).toMatchObject({ pull_request: { mergeable: null, commits: 1 } });
    expect(here.world.mismatches).toEqual([]);
  });

  it.each([
    [{ head: 'topic', base: 'main' }, 'A pull request already exists for octo:topic.'],
    [{ head: 'same', base: 'main' }, 'No commits between main and same'],
    [{ head: 'none', base: 'main' }, "Head sha can't be blank, Head ref must be a branch"],
    [{ head: 'topic', base: 'none' }, "Base sha can't be blank, Base ref must be a branch"],
  ])('%j is refused', async (refs, message) => {
    const here = await withPull();
    await here.owner.moveBranch('main', await tip(here));
    const { createRef } = await import('../../../src/simulator/ops/refs.ts');
    await createRef(here.world, here.bot, here.repository, 'refs/heads/same', await tip(here));
    const open = () => createPull(here.world, here.bot, here.repository, { title: 'y', ...refs });
    expect(await refusal(open)).toEqual({ status: 422, message });
  });

  it('one of two opened at once for a branch wins', async () => {
    const here = await scene();
    await here.owner.push({ branch: 'topic', files: { 'b.txt': 'b' } });
    const open = () => here.owner.openPull({ title: 'x', head: 'topic', base: 'main' });
    const outcomes = await Promise.allSettled([open(), open()]);
    expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(here.repository.conversations.size).toBe(1);
  });

  it('follow their head: synchronize with before and after, a new test merge', async () => {
    const { pull, owner, last, world } = await withPull();
    const before = pull.head.oid;
    const first = pull.testMergeOid;
    const after = await owner.push({ branch: 'topic', files: { 'c.txt': 'c' } });
    expect(pull.head.oid).toBe(after);
    expect(pull.mergeable).toBe('unknown');
    expect(last('pull_request.synchronize')).toMatchObject({ before, after });
    await world.later.idle();
    expect(pull.testMergeOid).not.toBe(first);
    expect(pull.mergeable).toBe('mergeable');
  });

  it('keep the base oid of their last push while the base moves on', async () => {
    const here = await withPull();
    const { pull, owner } = here;
    const shown = pull.base.oid;
    await owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    expect(pull.base.oid).toBe(shown);
    await owner.push({ branch: 'topic', files: { 'd.txt': 'd' } });
    expect(pull.base.oid).toBe(await tip(here));
  });

  it('conflict when head and base changed one line', async () => {
    const { pull, owner, world } = await withPull();
    await owner.push({ branch: 'main', files: { 'a.txt': 'one\nzwei\nthree\n' } });
    await world.later.idle();
    expect(pull).toMatchObject({ mergeable: 'conflicting', testMergeOid: null });
  });

  it('close when their branch is deleted, and cannot be opened again without it', async () => {
    const { pull, owner, events } = await withPull();
    await owner.deleteBranch('topic');
    expect(pull).toMatchObject({ state: 'closed', merged: null });
    expect(events()).toContain('pull_request.closed');
    expect(await refusal(() => owner.reopenPull(pull.number))).toMatchObject({ status: 422 });
  });

  it('count as merged when their head lands on the base by a push', async () => {
    const here = await withPull();
    await here.owner.moveBranch('main', here.pull.head.oid);
    expect(here.pull.merged?.oid).toBe(here.pull.head.oid);
  });

  it('draft, ready, close, reopen and retarget each send their event', async () => {
    const here = await withPull();
    const { owner, pull, events, world } = here;
    await owner.push({ branch: 'other', files: { 'o.txt': 'o' } });
    owner.draftPull(pull.number);
    owner.readyPull(pull.number);
    owner.closePull(pull.number);
    await owner.reopenPull(pull.number);
    await owner.editPull(pull.number, { base: 'other' });
    owner.label(pull.number, 'ready');
    const actions = events().filter((event) => event.startsWith('pull_request.'));
    expect(actions).toEqual(
      ['opened', 'converted_to_draft', 'ready_for_review', 'closed', 'reopened', 'edited', 'labeled'].map((action) => `pull_request.${action}`),
    );
    expect(pull.base.oid).toBe(await tip(here, 'other'));
    expect(world.mismatches).toEqual([]);
  });
});

describe('merging (docs.github.com/rest/pulls/pulls#merge-a-pull-request)', () => {
  it.each(['merge', 'squash', 'rebase'] as const)('%s lands on the base and closes the pull request', async (method) => {
    const here = await withPull();
    const before = await tip(here);
    await here.owner.push({ branch: 'main', files: { 'other.txt': 'o' } });
    const onto = await tip(here);
    const { oid } = await mergePull(here.world, here.bot, here.pull, { method, sha: here.pull.head.oid });
    expect(await tip(here)).toBe(oid);
    const { parents, message } = await readCommit(here.repository.gitDir, oid);
    expect(parents).toEqual(method === 'merge' ? [onto, here.pull.head.oid] : [onto]);
    const messages = { merge: 'Merge pull request #1 from octo/topic\n\nTopic', squash: 'Change a (#1)', rebase: 'Change a' };
    expect(message).toBe(messages[method]);
    expect(await isAncestor(here.repository.gitDir, before, oid)).toBe(true);
    expect(here.pull).toMatchObject({ state: 'closed', merged: { oid, method }, testMergeOid: null });
    expect(here.last('pull_request.closed')).toMatchObject({ pull_request: { merged: true, merge_commit_sha: oid } });
    expect(here.events().filter((event) => event === 'pull_request.closed')).toHaveLength(1);
    expect(here.world.mismatches).toEqual([]);
  });

  it('takes title and message as given, and the merger as author', async () => {
    const here = await withPull();
    const { oid } = await mergePull(here.world, here.bot, here.pull, { method: 'squash', headline: 'Do it', body: 'Why.' });
    const commit = await readCommit(here.repository.gitDir, oid);
    expect(commit).toMatchObject({ message: 'Do it\n\nWhy.', author: { name: 'robot[bot]' }, committer: { name: 'GitHub' } });
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
    ['a closed one', (here: Scene & { pull: Pull }) => here.owner.closePull(1), 'Pull Request is not mergeable'],
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
    expect(await refusal(() => mergePull(here.world, here.bot, here.pull, { method: 'squash' }))).toEqual({ status: 405, message });
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
    await mergePull(here.world, here.bot, pull, {});
    expect(issue.state).toBe('open');
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

describe('update-branch (docs.github.com/rest/pulls/pulls#update-a-pull-request-branch)', () => {
  it('moves the head later, with a merge of the base', async () => {
    const here = await withPull();
    const head = here.pull.head.oid;
    const base = await here.owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    await updatePullBranch(here.world, here.bot, here.pull, head);
    expect(here.pull.head.oid).toBe(head);
    await here.world.later.idle();
    expect((await readCommit(here.repository.gitDir, here.pull.head.oid)).parents).toEqual([head, base]);
    expect(here.events()).toContain('pull_request.synchronize');
  });

  it('leaves a head alone that moved meanwhile', async () => {
    const here = await withPull();
    await here.owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    await updatePullBranch(here.world, here.bot, here.pull, here.pull.head.oid);
    const pushed = await here.owner.push({ branch: 'topic', files: { 'd.txt': 'd' } });
    await here.world.later.idle();
    expect(await tip(here, 'topic')).toBe(pushed);
  });

  it('is refused for another head, and with nothing to merge', async () => {
    const here = await withPull();
    const update = (head: string) => updatePullBranch(here.world, here.bot, here.pull, head);
    expect(await refusal(() => update('0'.repeat(40)))).toEqual({
      status: 422,
      message: "expected head sha didn't match current head ref.",
    });
    expect(await refusal(() => update(here.pull.head.oid))).toEqual({
      status: 422,
      message: 'There are no new commits on the base branch.',
    });
  });
});
