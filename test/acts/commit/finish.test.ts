import { describe, expect, it } from 'vitest';
import { finish } from '../../../src/acts/commit/finish.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import { at, head } from '../../task/build.ts';
import { policy, situation } from '../../task/situations.ts';
import { done, fakeGitHub, frozen, intentOf, replied, sent, signal, turn } from '../fakes.ts';

const task = at('Record');
const closed = { ...situation().issue, open: false };
const tidy = situation({ branch: null, issue: closed });
const own = { headSha: head, message: '', behindBy: 0 };

async function mutations(seen: Situation): Promise<string[]> {
  const fake = fakeGitHub({ mutate: async () => replied(tidy, done) });
  await finish.act(turn(task, fake, seen), intentOf('finish', { closed: 'by-merge' }), signal);
  return sent(fake)
    .map((mutation) => mutation.do)
    .filter((what) => what === 'deleteBranch' || what === 'closeIssue');
}

describe('finish', () => {
  it('deletes the branch only where its tip is the commit that was merged', async () => {
    const fake = fakeGitHub({ mutate: async () => replied(tidy, done) });
    await finish.act(turn(task, fake, situation({ issue: closed })), intentOf('finish'), signal);
    expect(sent(fake)).toContainEqual({ do: 'deleteBranch', branch: frozen.branch, expectedSha: head });
  });

  it.each<[string, Situation, string[]]>([
    ['our branch and an open issue', situation(), ['deleteBranch', 'closeIssue']],
    ['our branch and a closed issue', situation({ issue: closed }), ['deleteBranch']],
    [
      'a branch that somebody pushed to',
      situation({ branch: { ...own, headSha: headSha('ffff9999') }, issue: closed }),
      [],
    ],
    ['a branch that is gone', tidy, []],
    [
      'a policy that keeps branches',
      situation({
        issue: closed,
        policy: { kind: 'policy', policy: policy({ merge: { deleteBranch: false } }), hash: 'p' },
      }),
      [],
    ],
    ['a policy that cannot be read', situation({ issue: closed, policy: { kind: 'missing' } }), []],
  ])('with %s does what is left to do', async (_what, seen, expected) => {
    expect(await mutations(seen)).toEqual(expected);
  });

  it('is over when nothing is left', () => {
    const intent = intentOf('finish', { closed: 'by-us' });
    expect(finish.look(turn(task, fakeGitHub(), tidy), intent)?.kind).toBe('outcome');
    expect(finish.look(turn(task, fakeGitHub(), situation()), intent)).toBeNull();
  });

  it('goes on where GitHub will not let it tidy up: what is merged is merged', async () => {
    const refusal = { kind: 'refused', reason: 'forbidden', message: 'protected branch' } as const;
    const seen = situation({ issue: closed });
    const fake = fakeGitHub({ mutate: async () => replied(seen, refusal) });
    const result = await finish.act(
      turn(task, fake, seen),
      intentOf('finish', { closed: 'by-merge' }),
      signal,
    );
    expect(result).toMatchObject({
      kind: 'outcome',
      draft: { kind: 'status_done', data: { closed: 'by-merge' } },
    });
  });

  it('is not over where nothing was refused and yet the branch is still to be seen', async () => {
    const seen = situation({ issue: closed });
    const fake = fakeGitHub({ mutate: async () => replied(seen, done) });
    const result = await finish.act(turn(task, fake, seen), intentOf('finish'), signal);
    expect(result.kind).toBe('unknown');
  });
});
