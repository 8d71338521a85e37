import { expect, it } from 'vitest';
import { openSession } from '../../src/acts/agent-session.ts';
import type { ActDeps } from '../../src/acts/act.ts';
import { policySchema } from '../../src/policy/policy.ts';
import { at, id, repo } from '../task/build.ts';
import { endlessLedger, fakeGitHub, turn } from './fakes.ts';

const model: ActDeps['model'] = { complete: async () => Promise.reject(new Error('not called')) };

it('every agent of a desk asks the ledger, under the limits of the policy, for its own task', async () => {
  const asked: unknown[] = [];
  const ledger: ActDeps['ledger'] = {
    ...endlessLedger,
    reserve: async (call) => {
      asked.push(call);
      return { kind: 'over', over: 'task-budget' };
    },
  };
  const policy = policySchema.parse({
    limits: { tokensPerTask: 7, tokensPerDay: 9, usdPerTask: null, usdPerDay: 3 },
  });
  const session = openSession(turn(at('Generate'), fakeGitHub(), undefined, { model, ledger }), policy);
  const amount = { tokens: 8, usd: 0.1 };
  for (const name of ['reasoning', 'execution', 'efficiency'] as const)
    expect(await session?.agent(name).budget.reserve(amount)).toEqual({ kind: 'over', over: 'task-budget' });
  const limits = { tokensPerTask: 7, tokensPerDay: 9, usdPerTask: null, usdPerDay: 3 };
  expect(asked).toMatchObject(Array.from({ length: 3 }, () => ({ repo, task: id, amount, limits })));
});

it('there is no desk without a model', () => {
  expect(openSession(turn(at('Generate'), fakeGitHub()), policySchema.parse({}))).toBeNull();
});
