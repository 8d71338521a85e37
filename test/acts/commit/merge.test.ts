import { describe, expect, it } from 'vitest';
import type { GitHub } from '../../../src/acts/act.ts';
import { merge } from '../../../src/acts/commit/merge.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Failure } from '../../../src/task/shapes/mutation.ts';
import type { Pull, Situation } from '../../../src/task/situation.ts';
import type { MergeRefusal } from '../../../src/task/shapes/merge-call.ts';
import { at, base, head } from '../../task/build.ts';
import { policy, pull, situation } from '../../task/situations.ts';
import { fakeGitHub, frozen, intentOf, replied, signal, turn } from '../fakes.ts';

const intent = intentOf('merge', { sha: head, trailer: 'Cadence-Record: 3 cm9vdA== c2ln' });
const task = at('Commit');
const landed = { sha: 'm0000000', tree: 'tree-1', parents: [base], by: 'cadence[bot]' };

function answering(
  reply: Awaited<ReturnType<GitHub['merge']>>,
  now: Situation | Failure = situation(),
): ReturnType<typeof fakeGitHub> {
  return fakeGitHub({ merge: async () => reply, observe: async () => now });
}

describe('a merge', () => {
  it('names the head that was tested, so that GitHub refuses any other', async () => {
    const fake = answering({ kind: 'merged', sha: 'm0000000' });
    await merge.act(turn(task, fake), intent, signal);
    expect(fake.calls).toEqual([
      ['merge', expect.objectContaining({ pull: 8, sha: head, method: 'squash', title: frozen.headline })],
    ]);
  });

  it('touches nothing else: the branch goes after a verified landing, in a document of its own', async () => {
    const fake = fakeGitHub({
      merge: async () => ({ kind: 'merged', sha: 'm0000000' }),
      mutate: async () => replied(situation()),
    });
    await merge.act(turn(task, fake), intent, signal);
    expect(fake.calls.map(([method]) => method)).toEqual(['merge']);
  });

  it('is of the method that policy says, and carries the seal of the record', async () => {
    const fake = answering({ kind: 'merged', sha: 'm0000000' });
    const byMerge = { kind: 'policy', policy: policy({ merge: { method: 'merge' } }), hash: 'p' } as const;
    const given = turn(task, fake, situation({ policy: byMerge }));
    expect(await merge.plan(given, { kind: 'merge' })).toMatchObject({ key: head, data: intent.data });
    await merge.act(given, intent, signal);
    expect(fake.calls[0]?.[1]).toMatchObject({
      method: 'merge',
      message: expect.stringMatching(/^Cadence-Record: 3 cm9vdA== c2ln$/m),
    });
  });

  it('is recorded with the base it was tested on, and its landing is not taken as seen', async () => {
    const given = turn(task, answering({ kind: 'merged', sha: 'm0000000' }));
    expect(await merge.act(given, intent, signal)).toMatchObject({
      kind: 'outcome',
      draft: { kind: 'merged', headSha: head, data: { mergeSha: 'm0000000', base } },
    });
    expect(given.observations.current()).toMatchObject({ pull: { state: 'merged', landed: null } });
  });

  it.each<[MergeRefusal, object]>([
    ['head-moved', { kind: 'failed_commit', data: { reason: 'head-moved' } }],
    ['base-moved', { kind: 'failed_commit', data: { reason: 'base-moved' } }],
    ['not-mergeable', { kind: 'failed_commit', data: { reason: 'not-mergeable' } }],
    ['other', { kind: 'failed_commit', data: { reason: 'other' } }],
    ['draft', { kind: 'held', data: { reason: 'pull-draft' } }],
    ['forbidden', { kind: 'held', data: { reason: 'merge-forbidden' } }],
    ['method-not-allowed', { kind: 'held', data: { reason: 'method-not-allowed' } }],
  ])('refused as %s is written down', async (reason, draft) => {
    const fake = answering({ kind: 'refused', status: 405, reason, message: 'No.' });
    expect(await merge.act(turn(task, fake), intent, signal)).toMatchObject({ kind: 'outcome', draft });
  });

  it.each([
    { kind: 'unknown', message: '502' },
    { kind: 'limited', until: 5, message: 'slow down' },
    { kind: 'gone', message: 'no such repository' },
  ] as const)('without an answer ($kind) is not written down as anything', async (failure) => {
    expect(await merge.act(turn(task, answering(failure)), intent, signal)).toEqual(failure);
  });

  it('is found again by a look', () => {
    const found = situation({ pull: pull({ state: 'merged', landed }) });
    expect(merge.look(turn(task, fakeGitHub(), found), intent)).toMatchObject({
      draft: { kind: 'merged', data: { mergeSha: 'm0000000' } },
    });
    expect(merge.look(turn(task, fakeGitHub()), intent)).toBeNull();
  });

  it.each<[string, Partial<Pull>]>([
    ['a person', { landed: { ...landed, by: 'bob' } }],
    ['us at another head', { headSha: headSha('ffff9999') }],
  ])('is not taken for the one that was announced where it was made by %s', (_who, changed) => {
    const seen = situation({ pull: pull({ state: 'merged', landed, ...changed }) });
    expect(merge.look(turn(task, fakeGitHub(), seen), intent)).toMatchObject({
      kind: 'stale',
      reason: 'merged-by-person',
    });
  });

  it('that was refused is found where an earlier call of ours came late', async () => {
    const now = situation({ pull: pull({ state: 'merged', landed }) });
    const fake = answering({ kind: 'refused', status: 405, reason: 'other', message: 'No.' }, now);
    expect(await merge.act(turn(task, fake), intent, signal)).toMatchObject({ draft: { kind: 'merged' } });
  });

  it('that was refused is written down only once GitHub was looked at', async () => {
    const silence = { kind: 'unknown', message: '502' } as const;
    const fake = answering({ kind: 'refused', status: 405, reason: 'other', message: 'No.' }, silence);
    expect(await merge.act(turn(task, fake), intent, signal)).toEqual(silence);
  });
});
