import { describe, expect, it } from 'vitest';
import { settleOpen } from '../../src/engine/settle-open.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { headSha } from '../../src/task/names.ts';
import { after, at, base, intent, minute, start } from '../task/build.ts';
import { pull, settings, situation } from '../task/situations.ts';
import { endlessLedger, fakeGitHub, turn } from '../acts/fakes.ts';

const merging = after(at('Commit'), intent('merge'));
const deadline = start + minute;
const settled = deadline + settings.settleMs;
const landed = { sha: 'm0000000', tree: 'tree-1', parents: [base], by: 'cadence[bot]' };

async function settle(task: Task, seen: Situation, now: number): Promise<object> {
  if (!task.open) throw new Error('nothing is open');
  // GitHub made by hand answers nothing here: settling looks at what was seen, and sends nothing.
  return settleOpen(turn(task, fakeGitHub(), seen, { now: () => now }), task.open);
}

function dropped(reason: string): object {
  return { kind: 'done', outcome: { draft: { kind: 'intent_dropped', data: { reason } } } };
}

describe('an intent without an outcome', () => {
  it('has its outcome where GitHub shows that it happened, however late', async () => {
    const seen = situation({ pull: pull({ state: 'merged', landed }) });
    for (const now of [start, settled, settled + 60 * minute])
      expect(await settle(merging, seen, now)).toMatchObject({
        kind: 'done',
        outcome: { draft: { kind: 'merged', data: { mergeSha: 'm0000000' } } },
      });
  });

  it('is not given up before deadline and settling time are over: not to see it proves nothing', async () => {
    for (const now of [start, deadline - 1, deadline, settled - 1]) {
      const done = await settle(merging, situation(), now);
      expect(done).toMatchObject({ kind: 'wait' });
    }
  });

  it('is looked for ever more rarely, and for the last time when it is settled', async () => {
    const looks: number[] = [];
    let now = start;
    while (now < settled) {
      const done = (await settle(merging, situation(), now)) as { dueAt: number };
      expect(done.dueAt).toBeGreaterThan(now);
      now = done.dueAt;
      looks.push(now);
    }
    expect(looks.at(-1)).toBe(settled);
    expect(looks.length).toBeLessThan(12);
  });

  it('is dropped afterwards, and GitHub is looked at afresh', async () => {
    let expired = 0;
    const given = turn(merging, fakeGitHub(), situation(), { now: () => settled });
    const observations = { ...given.observations, expire: async () => void (expired += 1) };
    if (!merging.open) throw new Error('nothing is open');
    expect(await settleOpen({ ...given, observations }, merging.open)).toMatchObject(dropped('not-found'));
    expect(expired).toBe(1);
  });

  it('is dropped at once where it can no longer happen as it was announced', async () => {
    const updating = after(at('Test(evidence)'), intent('updateBranch', { headSha: 'aaaa2222' }));
    const pushed = situation({ pull: pull({ headSha: headSha('ffff9999'), headParents: ['aaaa2222'] }) });
    expect(await settle(updating, pushed, start)).toMatchObject(dropped('head-moved'));
  });

  it('is dropped at once where it was the call of a model: it is made again, and nothing is seen twice', async () => {
    const drafting = after(at('Generate'), intent('draftSpec'));
    expect(await settle(drafting, situation(), start)).toMatchObject(dropped('interrupted'));
  });

  it('brings into the record what models were paid for replies that were lost', async () => {
    const drafting = after(at('Generate'), intent('draftSpec'));
    const { open } = drafting;
    if (!open) throw new Error('nothing is open');
    const ledger = { ...endlessLedger, used: async () => ({ tokens: 900, usd: 0.25 }) };
    const done = await settleOpen(turn(drafting, fakeGitHub(), situation(), { ledger }), open);
    if (done.kind !== 'done' || !done.outcome) throw new Error('not dropped');
    expect(done.outcome.draft).toMatchObject({ data: { lost: { tokens: 900, usd: 0.25 } } });
    expect(after(drafting, done.outcome.draft).spent).toMatchObject({ tokensIn: 900, costUsd: 0.25 });
  });
});
