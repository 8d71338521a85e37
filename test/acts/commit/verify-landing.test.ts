import { describe, expect, it } from 'vitest';
import { verifyLanding } from '../../../src/acts/book-keeping.ts';
import { updateBranch } from '../../../src/acts/execute/update-branch.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Pull } from '../../../src/task/situation.ts';
import { at, base, head } from '../../task/build.ts';
import { pull, situation } from '../../task/situations.ts';
import { fakeGitHub, intentOf, signal, turn } from '../fakes.ts';

const landed = { sha: 'm0000000', tree: 'tree-1', parents: [base], by: 'cadence[bot]' };

async function verified(changed: Partial<NonNullable<Pull['landed']>>): Promise<unknown> {
  const seen = situation({ pull: pull({ state: 'merged', landed: { ...landed, ...changed } }) });
  const result = await verifyLanding.run(turn(at('Commit merged'), fakeGitHub(), seen), {
    kind: 'verifyLanding',
  });
  return result.kind === 'outcome' ? result.draft : result.kind;
}

describe('what landed', () => {
  it('is committed where it is the tree that was tested, on the base it was tested on', async () => {
    expect(await verified({})).toMatchObject({
      kind: 'committed',
      headSha: head,
      data: { parent: base, tree: 'tree-1' },
    });
    expect(await verified({ parents: [base, head] })).toMatchObject({ kind: 'committed' });
  });

  it('holds everything where another head than the tested one was merged', async () => {
    const pushed = pull({ state: 'merged', landed, headSha: headSha('ffff9999') });
    const given = turn(at('Commit merged'), fakeGitHub(), situation({ pull: pushed }));
    expect(await verifyLanding.run(given, { kind: 'verifyLanding' })).toMatchObject({
      draft: { kind: 'held', data: { reason: 'landed-differs' } },
    });
  });

  it.each<[string, Partial<NonNullable<Pull['landed']>>]>([
    ['another tree', { tree: 'tree-2' }],
    ['another base', { parents: ['b9999999'] }],
    ['no parent', { parents: [] }],
  ])('holds everything with %s', async (_what, changed) => {
    expect(await verified(changed)).toMatchObject({ kind: 'held', data: { reason: 'landed-differs' } });
  });
});

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
    const message = 'expected head sha did not match';
    const late = situation({ pull: pull({ headSha: headSha('aaaa3333'), headParents: [head, 'b1111111'] }) });
    const fake = fakeGitHub({
      updateBranch: async () => ({ kind: 'refused', status: 422, message }),
      observe: async () => late,
    });
    expect(await updateBranch.act(turn(task, fake), intent, signal)).toMatchObject({
      draft: { kind: 'base_updated' },
    });
  });

  it.each([
    ['merge conflict between base and head', 'conflict'],
    ['refusing to allow a GitHub App to update workflow', 'update-refused'],
  ])('refused with "%s" holds the task', async (message, reason) => {
    const fake = fakeGitHub({
      updateBranch: async () => ({ kind: 'refused', status: 422, message }),
      observe: async () => situation(),
    });
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
