/** A merge is decided on what GitHub shows right before the call. */
import { describe, expect, it } from 'vitest';
import { headSha } from '../../src/task/names.ts';
import type { Situation } from '../../src/task/situation.ts';
import { head, intent, minute, repo, start } from '../task/build.ts';
import { comment, policy, pull, settings, situation } from '../task/situations.ts';
import { done, fakeGitHub, replied } from '../acts/fakes.ts';
import {
  changing,
  good,
  landed,
  looks,
  merges,
  merging,
  ownMerge,
  pauses,
  reviewed,
} from './merge-support.ts';
import { freshStore, recorded } from './support.ts';

const { issue } = good;
const stop = comment({ body: '/cadence stop', reactions: ['EYES', 'ROCKET'] });

describe('between the answer of the review and the merge', () => {
  it('nothing happened: it is looked once more, and merged', async () => {
    const fake = changing(good);
    const { kinds } = await merging(fake);
    expect(merges(fake)).toBe(1);
    expect(looks(fake)).toBe(2);
    expect(kinds).toEqual(['intent', 'patch_reviewed', 'intent', 'merged']);
  });

  it.each<[string, Partial<Situation>, object]>([
    [
      'the label was removed',
      { issue: { ...issue, labelled: null } },
      { phase: 'Cancelled', reason: 'unlabelled' },
    ],
    [
      'the issue was closed',
      { issue: { ...issue, open: false, closedBy: 'bob' } },
      { phase: 'Cancelled', reason: 'issue-closed' },
    ],
    [
      'somebody said stop',
      { comments: [stop], replies: [stop.id] },
      { phase: 'Cancelled', reason: 'stopped' },
    ],
    [
      'the text was edited',
      { issue: { ...issue, body: 'Other.' } },
      { phase: 'Held', reason: 'text-edited' },
    ],
    [
      'the right was revoked',
      { roles: { ada: 'read' } },
      { phase: 'Held', reason: 'labeller-without-right' },
    ],
    [
      'the policy was made wrong',
      { policy: { kind: 'wrong', errors: ['line 1'], hash: 'w' } },
      { phase: 'Held', reason: 'policy-wrong' },
    ],
    [
      'the pull request was pointed at another branch',
      { pull: { ...reviewed, baseRef: 'dev' } },
      { phase: 'Held', reason: 'base-not-default' },
    ],
    ['the base moved', { behindBy: 1 }, { phase: 'Commit', merged: null }],
    [
      'another branch became the default',
      { repo: { ...good.repo, defaultBranch: 'dev' } },
      { phase: 'Held', reason: 'base-not-default' },
    ],
    [
      'somebody pushed',
      { pull: { ...reviewed, headSha: headSha('ffff9999') } },
      { phase: 'Held', reason: 'head-moved' },
    ],
    [
      'the policy came to want another method',
      {
        policy: { kind: 'policy', policy: policy({ merge: { method: 'merge' } }), hash: 'q' },
        repo: { ...good.repo, allows: { squash: true, merge: false } },
      },
      { phase: 'Held', reason: 'method-not-allowed' },
    ],
  ])('%s: it is not merged', async (_what, changed, state) => {
    const fake = changing(situation({ pull: reviewed, ...changed }), {
      mutate: async (mutations, look) => {
        const cancels = mutations.some((one) => one.do === 'closePull');
        const seen = look && fake.calls.filter(([method]) => method === 'observe').length > 1;
        const now = situation({ pull: reviewed, ...(seen ? changed : {}) });
        const closed = { ...now, pull: now.pull && { ...now.pull, state: 'closed' as const } };
        return replied(cancels ? closed : now, ...mutations.map(() => done));
      },
    });
    const { task, kinds, store } = await merging(fake);
    expect(merges(fake)).toBe(0);
    expect(task.state).toMatchObject(state);
    expect(kinds).toContain('intent_dropped');
    expect(await store.entries.lockedBy(repo, 'main')).toBeNull();
  });

  it('the base moved: the branch is updated and tested again', async () => {
    const fake = changing(situation({ pull: reviewed, behindBy: 1 }));
    await merging(fake);
    expect(fake.calls).toContainEqual(['updateBranch', { pull: 8, expectedHeadSha: head }]);
  });

  it('GitHub fell silent: nothing is merged on what was seen before, and the base is free', async () => {
    const clock = { now: start + minute };
    const fake = changing({ kind: 'unknown', message: '502' });
    const { ended, store, task } = await merging(fake, { clock });
    expect(merges(fake)).toBe(0);
    expect(ended).toEqual({ kind: 'wait', dueAt: clock.now + settings.pendingMs });
    expect(task.open).toBeNull();
    expect(await store.entries.lockedBy(repo, 'main')).toBeNull();
  });

  it('an earlier call of ours was carried out late: it is written down as ours', async () => {
    const fake = changing(ownMerge);
    const { kinds, task } = await merging(fake);
    expect(merges(fake)).toBe(0);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'committed']));
    expect(task.state.phase).not.toBe('Cancelled');
  });

  it('a person merged it: it is theirs', async () => {
    const theirs = { ...reviewed, state: 'merged', landed: { ...landed, by: 'bob' } } as const;
    const { task } = await merging(changing(situation({ pull: theirs })));
    expect(task.state).toMatchObject({ phase: 'Cancelled', reason: 'merged-by-person', by: 'bob' });
  });

  it('another task landed something that was not tested: merging is paused', async () => {
    const fake = changing(good, {
      observe: async () => {
        if (looks(fake) === 2) await pauses(store);
        return good;
      },
    });
    const store = await freshStore();
    await recorded(store, 'Review drafted');
    const { task } = await merging(fake, { store });
    expect(merges(fake)).toBe(0);
    expect(task.state).toMatchObject({ phase: 'Held', reason: 'repository-paused' });
  });
});

describe('a merge that GitHub refuses', () => {
  it('is ours where an earlier call was carried out meanwhile', async () => {
    const fake = changing(good, {
      observe: async () => (merges(fake) > 0 ? ownMerge : good),
      merge: async () => ({
        kind: 'refused',
        status: 405,
        reason: 'other',
        message: 'Pull request is merged',
      }),
    });
    const { kinds } = await merging(fake);
    expect(merges(fake)).toBe(1);
    expect(kinds).toEqual(expect.arrayContaining(['merged', 'committed']));
    expect(kinds).not.toContain('failed_commit');
  });
});

describe('an update from the base that came late', () => {
  it('is ours, and tested', async () => {
    const store = await freshStore();
    const given = [
      intent('updateBranch', { headSha: head }),
      { kind: 'intent_dropped', data: { step: 'updateBranch', reason: 'not-found' } } as const,
    ];
    await recorded(store, 'Test(evidence)', given);
    const updated = situation({
      pull: pull({ headSha: headSha('aaaa3333'), headParents: [head, 'b1111111'], runs: [] }),
    });
    const fake = fakeGitHub({
      observe: async () => updated,
      mutate: async (all) => replied(updated, ...all.map(() => done)),
    });
    const { task } = await merging(fake, { store });
    expect(task.state).toMatchObject({
      phase: 'Test',
      part: 'evidence',
      branch: { headSha: 'aaaa3333', base: 'b1111111' },
    });
  });
});
