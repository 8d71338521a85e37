import { describe, expect, it } from 'vitest';
import { readCommit } from '../../../src/simulator/git/commit-object.ts';
import { readRef } from '../../../src/simulator/git/ref-store.ts';
import { createPull } from '../../../src/simulator/ops/pulls/pulls.ts';
import { createRef, updateRef } from '../../../src/simulator/ops/code/refs.ts';
import { updatePullBranch } from '../../../src/simulator/ops/pulls/update-pull-branch.ts';
import { refusal, scene } from './core-world.ts';

import { tip, withPull } from './core-pull.ts';

describe('pull requests (docs.github.com/rest/pulls/pulls)', () => {
  it('open with counts, and mergeable unknown until the test merge is made', async () => {
    const here = await scene();
    here.world.later.hold('test merge');
    await here.owner.push({ branch: 'topic', files: { 'a.txt': 'one\n2\nthree\n' } });
    const pull = await here.owner.openPull({ title: 'x', head: 'topic', base: 'main' });
    await here.world.later.idle();
    expect(pull).toMatchObject({ mergeable: 'unknown', testMergeOid: null });
    expect(pull.stats).toEqual({ commits: 1, additions: 1, deletions: 1, changedFiles: 1 });
    here.world.later.release('test merge');
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
    await createRef(here.world, here.bot, here.repository, { ref: 'refs/heads/same', oid: await tip(here) });
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
    world.later.hold('test merge');
    const after = await owner.push({ branch: 'topic', files: { 'c.txt': 'c' } });
    expect(pull.head.oid).toBe(after);
    expect(pull.mergeable).toBe('unknown');
    expect(last('pull_request.synchronize')).toMatchObject({ before, after });
    world.later.release('test merge');
    await world.later.idle();
    expect(pull.testMergeOid).not.toBe(first);
    expect(pull.mergeable).toBe('mergeable');
  });

  it('show the last of two pushes that come one upon the other, and tell of both in order', async () => {
    const { pull, owner, repository, bot, world } = await withPull();
    const oids: string[] = [pull.head.oid];
    for (const file of ['x', 'y']) {
      const files = { [file]: file };
      oids.push(await owner.push({ branch: 'aside', from: 'topic', mode: 'force', files }));
      await updateRef(world, bot, repository, {
        ref: 'refs/heads/topic',
        oid: oids.at(-1) ?? '',
        force: 'force',
      });
    }
    const [first = '', second = '', third = ''] = oids;
    await updateRef(world, bot, repository, { ref: 'refs/heads/topic', oid: first, force: 'force' });
    const from = world.hooks.deliveries.length;
    const one = updateRef(world, bot, repository, { ref: 'refs/heads/topic', oid: second, force: 'force' });
    while ((await readRef(repository.gitDir, 'refs/heads/topic')) !== second) await Promise.resolve();
    await Promise.all([
      one,
      updateRef(world, bot, repository, { ref: 'refs/heads/topic', oid: third, force: 'force' }),
    ]);
    expect(pull.head.oid).toBe(third);
    const moves = world.hooks.deliveries.slice(from).filter(({ action }) => action === 'synchronize');
    expect(moves.map(({ request }) => request.payload['after'])).toEqual([second, third]);
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
      ['opened', 'converted_to_draft', 'ready_for_review', 'closed', 'reopened', 'edited', 'labeled'].map(
        (action) => `pull_request.${action}`,
      ),
    );
    expect(pull.base.oid).toBe(await tip(here, 'other'));
    expect(world.mismatches).toEqual([]);
  });
});

describe('update-branch (docs.github.com/rest/pulls/pulls#update-a-pull-request-branch)', () => {
  it('moves the head later, with a merge of the base', async () => {
    const here = await withPull();
    const head = here.pull.head.oid;
    const base = await here.owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    here.world.later.hold('update branch');
    await updatePullBranch(here.world, here.bot, here.pull, head);
    await here.world.later.idle();
    expect(here.pull.head.oid).toBe(head);
    here.world.later.release('update branch');
    await here.world.later.idle();
    expect((await readCommit(here.repository.gitDir, here.pull.head.oid)).parents).toEqual([head, base]);
    expect(here.events()).toContain('pull_request.synchronize');
  });

  it('leaves a head alone that moved meanwhile', async () => {
    const here = await withPull();
    await here.owner.push({ branch: 'main', files: { 'c.txt': 'c' } });
    here.world.later.hold('update branch');
    await updatePullBranch(here.world, here.bot, here.pull, here.pull.head.oid);
    await here.world.later.idle();
    const pushed = await here.owner.push({ branch: 'topic', files: { 'd.txt': 'd' } });
    here.world.later.release('update branch');
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
