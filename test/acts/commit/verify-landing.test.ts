import { describe, expect, it } from 'vitest';
import { verifyLanding } from '../../../src/acts/commit/verify-landing.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Pull } from '../../../src/task/situation.ts';
import { at, base, head } from '../../task/build.ts';
import { pull, situation } from '../../task/situations.ts';
import { fakeGitHub, turn } from '../fakes.ts';

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
