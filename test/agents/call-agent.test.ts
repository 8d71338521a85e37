import { describe, expect, it } from 'vitest';
import { callAgent, type CallBudget } from '../../src/agents/call-agent.ts';
import type { Model } from '../../src/agents/model.ts';
import { agentFor } from '../../src/agents/registry.ts';
import type { Amount, OverBudget } from '../../src/task/gates/budget.ts';

const asking = {
  messages: [{ role: 'user', text: 'x'.repeat(1_000) }],
  tools: [],
  schema: null,
  recorded: 0,
} as const;
const usage = { promptTokens: 300, replyTokens: 20, counted: 'server' } as const;

type Kept = { asked: Amount[]; settled: Amount[]; called: number; recorded: number };

function desk(
  over: OverBudget | null,
  reply: 'text' | 'throws' = 'text',
  known: 'priced' | 'unpriced' = 'priced',
) {
  const kept: Kept = { asked: [], settled: [], called: 0, recorded: 0 };
  const budget: CallBudget = {
    reserve: async (worst) => {
      kept.asked.push(worst);
      return over === null ? { kind: 'reserved', id: 'c1' } : { kind: 'over', over };
    },
    settle: async (_id, amount) => void kept.settled.push(amount),
  };
  const model: Model = {
    complete: async () => {
      kept.called += 1;
      if (reply === 'throws') throw new Error('a defect');
      return { kind: 'text', text: 'yes', usage };
    },
  };
  const profile = agentFor('execution', {
    profiles: { execution: known === 'priced' ? {} : { model: 'local' } },
  });
  const record = async (): Promise<void> => void (kept.recorded += 1);
  return { kept, deps: { model, profile, record, budget, now: () => 1_000 } };
}

describe('a call of a model', () => {
  it.each<[OverBudget]>([['task-budget'], ['day-budget'], ['no-price']])(
    'is not made where the budget has no room for it (%s)',
    async (over) => {
      const { kept, deps } = desk(over);
      expect(await callAgent(deps, asking)).toMatchObject({ kind: 'unavailable', reason: over });
      expect(kept).toMatchObject({ called: 0, recorded: 0, settled: [] });
    },
  );

  it('asks for the most that it can come to before it is made, and settles at what it came to', async () => {
    const { kept, deps } = desk(null);
    await callAgent(deps, asking);
    const [worst] = kept.asked;
    expect(worst?.tokens).toBeGreaterThan(400 + deps.profile.maxReplyTokens);
    expect(worst?.usd).toBeGreaterThan((8 * deps.profile.maxReplyTokens) / 1_000_000);
    expect(kept.settled).toEqual([{ tokens: 320, usd: (300 * 2 + 20 * 8) / 1_000_000 }]);
    expect(kept.recorded).toBe(1);
  });

  it('asks with no sum of money where the model has no price', async () => {
    const { kept, deps } = desk(null, 'text', 'unpriced');
    await callAgent(deps, asking);
    expect(kept.asked).toMatchObject([{ usd: null }]);
    expect(kept.settled).toEqual([{ tokens: 320, usd: null }]);
  });

  it('goes on counting at its worst where nobody learnt what came of it', async () => {
    const { kept, deps } = desk(null, 'throws');
    await expect(callAgent(deps, asking)).rejects.toThrow('a defect');
    expect(kept).toMatchObject({ called: 1, settled: [] });
  });
});
