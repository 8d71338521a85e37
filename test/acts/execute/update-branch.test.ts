import { describe, expect, it } from 'vitest';
import { updateBranch } from '../../../src/acts/execute/update-branch.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Pull } from '../../../src/task/situation.ts';
import { at, head } from '../../task/build.ts';
import { pull, situation } from '../../task/situations.ts';
import { fakeGitHub, intentOf, signal, turn } from '../fakes.ts';

describe('an update of the branch', () => {
  const task = at('Test(evidence)');
  const intent = intentOf('updateBranch', { headSha: head });

  it('names the head that it is an update of', async () => {
    const fake = fakeGitHub({ updateBranch: async () => ({ kind: 'asked' }) });
    expect(await updateBranch.act(turn(task, fake), intent, signal)).toEqual({ kind: 'pending' });
    expect(fake.calls).toEqual([['updateBranch', { pull: 8, expectedHeadSha: head }]]);
  });

  it('that came late is not asked for again', async () => {
    const late = situation({ pull: pull({ headSha: headSha('aaaa3333'), headParents: [head, 'b1111111'] }) });
    const result = await updateBranch.act(turn(task, fakeGitHub(), late), intent, signal);
    expect(result).toMatchObject({ draft: { kind: 'base_updated', headSha: 'aaaa3333' } });
  });

  it('that is refused because an earlier one came late is that one', async () => {
    const late = situation({ pull: pull({ headSha: headSha('aaaa3333'), headParents: [head, 'b1111111'] }) });
    const fake = fakeGitHub({
      updateBranch: async () => ({ kind: 'refused', status: 422, reason: 'head-moved', message: 'No.' }),
      observe: async () => late,
    });
    expect(await updateBranch.act(turn(task, fake), intent, signal)).toMatchObject({
      draft: { kind: 'base_updated' },
    });
  });

  it.each([
    ['conflict', 'conflict'],
    ['head-moved', 'update-refused'],
    ['other', 'update-refused'],
  ] as const)('refused for the reason "%s" holds the task', async (refusal, reason) => {
    const reply = { kind: 'refused', status: 422, reason: refusal, message: 'No.' } as const;
    const fake = fakeGitHub({ updateBranch: async () => reply, observe: async () => situation() });
    expect(await updateBranch.act(turn(task, fake), intent, signal)).toMatchObject({
      draft: { kind: 'held', data: { reason } },
    });
  });

  it.each<[string, Partial<Pull>, object | null]>([
    ['the old head is not there yet', {}, null],
    [
      'the merge of the base is',
      { headSha: 'aaaa3333' as never, headParents: [head, 'b1111111'] },
      { draft: { kind: 'base_updated', headSha: 'aaaa3333', data: { base: 'b1111111' } } },
    ],
    ['a push of somebody is not', { headSha: 'ffff9999' as never, headParents: [head] }, { kind: 'stale' }],
    [
      'a merge of something else is not',
      { headSha: 'ffff9999' as never, headParents: ['x', head] },
      { kind: 'stale' },
    ],
  ])('is found where %s', (_what, changed, expected) => {
    const found = updateBranch.look(turn(task, fakeGitHub(), situation({ pull: pull(changed) })), intent);
    expect(found === null ? {} : found).toMatchObject(expected ?? {});
    expect(found === null).toBe(expected === null);
  });
});
