import { describe, expect, it } from 'vitest';
import type { Limits } from '../../../src/task/gates/budget.ts';
import type { Subject } from '../contract.ts';
import { repo } from '../samples.ts';

const none: Limits = { tokensPerTask: null, tokensPerDay: null, usdPerTask: null, usdPerDay: null };
const call = (task: string, tokens: number, usd: number | null, limits: Limits = none) => ({
  repo,
  task,
  amount: { tokens, usd },
  limits,
});

export function ledgerContract({ store, reopen }: Subject): void {
  describe('the ledger', () => {
    it('counts a call at its worst until it is settled at what it came to', async () => {
      const limits = { ...none, tokensPerTask: 100 };
      const first = await store().ledger.reserve(call('t', 80, 0, limits));
      if (first.kind !== 'reserved') throw new Error('there was room');
      expect(await store().ledger.reserve(call('t', 30, 0, limits))).toEqual({
        kind: 'over',
        over: 'task-budget',
      });
      await store().ledger.settle(first.id, { tokens: 40.2, usd: 0 });
      expect(await store().ledger.reserve(call('t', 59, 0, limits))).toMatchObject({ kind: 'reserved' });
      expect(await store().ledger.reserve(call('t', 1, 0, limits))).toMatchObject({ kind: 'over' });
    });

    it('adds up the money of a day over the tasks of a repository, and of no other', async () => {
      const limits = { ...none, usdPerDay: 1 };
      await store().ledger.reserve(call('one', 1, 0.75, limits));
      expect(await store().ledger.reserve(call('two', 1, 0.5, limits))).toEqual({
        kind: 'over',
        over: 'day-budget',
      });
      const elsewhere = { ...call('three', 1, 0.5, limits), repo: 'octo/dog' };
      expect(await store().ledger.reserve(elsewhere)).toMatchObject({ kind: 'reserved' });
    });

    it('adds up the tokens of a day over the tasks of a repository, and of no other', async () => {
      const limits = { ...none, tokensPerDay: 100 };
      await store().ledger.reserve(call('one', 75, null, limits));
      expect(await store().ledger.reserve(call('two', 26, null, limits))).toEqual({
        kind: 'over',
        over: 'day-budget',
      });
      const elsewhere = { ...call('three', 26, null, limits), repo: 'octo/dog' };
      expect(await store().ledger.reserve(elsewhere)).toMatchObject({ kind: 'reserved' });
      expect(await store().ledger.reserve(call('two', 25, null, limits))).toMatchObject({ kind: 'reserved' });
    });

    it('lets one of two calls have the last of a budget', async () => {
      const limits = { ...none, usdPerDay: 1 };
      const answers = await Promise.all(
        ['a', 'b', 'c', 'd'].map((task) => store().ledger.reserve(call(task, 1, 0.4, limits))),
      );
      expect(answers.map(({ kind }) => kind).toSorted()).toEqual(['over', 'over', 'reserved', 'reserved']);
    });

    it('keeps what was reserved when the server ends', async () => {
      const limits = { ...none, usdPerTask: 2 };
      await store().ledger.reserve(call('t', 700, 1.5, limits));
      await reopen();
      expect(await store().ledger.used('t')).toEqual({ tokens: 700, usd: 1.5 });
      expect(await store().ledger.reserve(call('t', 700, 1.5, limits))).toEqual({
        kind: 'over',
        over: 'task-budget',
      });
      expect(await store().ledger.used('another')).toEqual({ tokens: 0, usd: 0 });
    });

    it('reads whatever stands in it: absurd counts close the task, and throw nowhere', async () => {
      const limits = { ...none, tokensPerTask: 100 };
      for (const tokens of [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1e300]) {
        const made = await store().ledger.reserve(call('t', 1, 0));
        if (made.kind !== 'reserved') throw new Error('there was room');
        await store().ledger.settle(made.id, { tokens, usd: 0 });
      }
      expect((await store().ledger.used('t')).tokens).toBeGreaterThan(Number.MAX_SAFE_INTEGER);
      expect(await store().ledger.reserve(call('t', 1, 0, limits))).toMatchObject({ kind: 'over' });
      expect(await store().ledger.reserve(call('u', 1, 0, limits))).toMatchObject({ kind: 'reserved' });
    });

    it('settles a call once', async () => {
      const made = await store().ledger.reserve(call('t', 700, 1.5));
      if (made.kind !== 'reserved') throw new Error('there was room');
      await store().ledger.settle(made.id, { tokens: 7, usd: null });
      await store().ledger.settle(made.id, { tokens: 1, usd: 1 });
      expect(await store().ledger.used('t')).toEqual({ tokens: 7, usd: 0 });
    });
  });
}
