import { describe, expect, it } from 'vitest';
import { callAgent, type AgentCall, type CallBudget } from '../../src/agents/call-agent.ts';
import { nothingUsed, notSaid, type Model, type ModelReply, type Usage } from '../../src/agents/model.ts';
import { agentFor } from '../../src/agents/registry.ts';
import type { Amount, OverBudget } from '../../src/task/gates/budget.ts';

const asking = {
  messages: [{ role: 'user', text: 'x'.repeat(1_000) }],
  tools: [],
  schema: null,
  recorded: 0,
} as const;
const usage = { promptTokens: 300, replyTokens: 20, counted: 'server' } as const;

type Kept = { asked: Amount[]; settled: Amount[]; called: number; recorded: number; calls: AgentCall[] };

function session(
  over: OverBudget | null,
  reply: 'throws' | ModelReply = { kind: 'text', text: 'yes', usage },
  known: 'priced' | 'unpriced' = 'priced',
) {
  const kept: Kept = { asked: [], settled: [], called: 0, recorded: 0, calls: [] };
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
      return reply;
    },
  };
  const profile = agentFor('execution', {
    profiles: { execution: known === 'priced' ? {} : { model: 'local' } },
  });
  const record = async (call: AgentCall): Promise<void> => {
    kept.recorded += 1;
    kept.calls.push(call);
  };
  return { kept, deps: { model, profile, record, budget, now: () => 1_000 } };
}

function counts(promptTokens: number, replyTokens: number): Usage {
  return { promptTokens, replyTokens, counted: 'server' };
}
function text(said: Usage): ModelReply {
  return { kind: 'text', text: 'yes', usage: said };
}
const outage: ModelReply = { kind: 'unavailable', reason: 'outage', message: 'lost', retryAfterMs: null };

describe('a call of a model', () => {
  it.each<[OverBudget]>([['task-budget'], ['day-budget'], ['no-price']])(
    'is not made where the budget has no room for it (%s)',
    async (over) => {
      const { kept, deps } = session(over);
      expect(await callAgent(deps, asking)).toMatchObject({ kind: 'unavailable', reason: over });
      expect(kept).toMatchObject({ called: 0, recorded: 0, settled: [] });
    },
  );

  it('asks for the most that it can come to before it is made, and settles at what it came to', async () => {
    const { kept, deps } = session(null);
    await callAgent(deps, asking);
    const [worst] = kept.asked;
    expect(worst?.tokens).toBeGreaterThan(400 + deps.profile.maxReplyTokens);
    expect(worst?.usd).toBeGreaterThan((8 * deps.profile.maxReplyTokens) / 1_000_000);
    expect(kept.settled).toEqual([{ tokens: 320, usd: (300 * 2 + 20 * 8) / 1_000_000 }]);
    expect(kept.recorded).toBe(1);
  });

  it('asks with no sum of money where the model has no price', async () => {
    const { kept, deps } = session(null, undefined, 'unpriced');
    await callAgent(deps, asking);
    expect(kept.asked).toMatchObject([{ usd: null }]);
    expect(kept.settled).toEqual([{ tokens: 320, usd: null }]);
  });

  it.each<[string, ModelReply, Usage | 'worst']>([
    ['a count that can be so', text(counts(300, 20)), counts(300, 20)],
    ['a prompt somewhat longer than we reckoned', text(counts(800, 20)), counts(800, 20)],
    ['no count', text(notSaid), 'worst'],
    ['zero for both', text(counts(0, 0)), 'worst'],
    ['zero for the reply', text(counts(300, 0)), 'worst'],
    ['less than nothing', text(counts(-300, 20)), 'worst'],
    ['half a token', text(counts(300.5, 20)), 'worst'],
    ['no number', text(counts(Number.NaN, 20)), 'worst'],
    ['endless', text(counts(300, Number.POSITIVE_INFINITY)), 'worst'],
    ['the most that a number holds', text(counts(Number.MAX_SAFE_INTEGER, 20)), 'worst'],
    ['a reply beyond twice its limit', text(counts(300, 32_001)), 'worst'],
    ['an answer that was lost', outage, 'worst'],
    ['an answer that was lost, unsaid', { ...outage, usage: notSaid }, 'worst'],
    ['an unreadable answer with its count', { ...outage, usage: counts(300, 20) }, counts(300, 20)],
    ['a request that was turned away', { ...outage, usage: nothingUsed }, nothingUsed],
  ])('counts %s', async (_name, said, expected) => {
    const { kept, deps } = session(null, said);
    const reply = await callAgent(deps, asking);
    const [asked] = kept.asked;
    const [settled] = kept.settled;
    const [call] = kept.calls;
    if (!asked || !settled || !call) throw new Error('was not asked');
    const tokens = expected === 'worst' ? asked.tokens : expected.promptTokens + expected.replyTokens;
    expect(settled.tokens).toBe(tokens);
    // Ledger, record and the agent's own bound count the same.
    expect(call.promptTokens + call.replyTokens).toBe(settled.tokens);
    expect(call.costUsd).toBe(settled.usd);
    expect(reply.usage).toMatchObject({
      promptTokens: call.promptTokens,
      replyTokens: call.replyTokens,
      counted: expected === 'worst' ? 'estimated' : expected.counted,
    });
  });

  it('goes on counting at its worst where nobody learnt what came of it', async () => {
    const { kept, deps } = session(null, 'throws');
    await expect(callAgent(deps, asking)).rejects.toThrow('a defect');
    expect(kept).toMatchObject({ called: 1, settled: [] });
  });
});
