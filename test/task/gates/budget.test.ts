import { describe, expect, it } from 'vitest';
import { dayOf, overBudget, type Amount, type Limits, type Used } from '../../../src/task/gates/budget.ts';

const unused: Used = { taskTokens: 0, dayTokens: 0, taskUsd: 0, dayUsd: 0 };
const none: Limits = { tokensPerTask: null, tokensPerDay: null, usdPerTask: null, usdPerDay: null };
const call: Amount = { tokens: 100, usd: 0.5 };

describe('overBudget', () => {
  it.each<[name: string, used: Partial<Used>, limits: Partial<Limits>, amount: Amount, over: string | null]>([
    ['no limit has room for anything', { taskTokens: 1e9, taskUsd: 1e6, dayUsd: 1e6 }, {}, call, null],
    ['a call that just fits is made', { taskTokens: 900 }, { tokensPerTask: 1_000 }, call, null],
    ['one token more is too many', { taskTokens: 901 }, { tokensPerTask: 1_000 }, call, 'task-budget'],
    ['the money of the task is spent', { taskUsd: 4.6 }, { usdPerTask: 5 }, call, 'task-budget'],
    ['the last of the money fits', { taskUsd: 4.5 }, { usdPerTask: 5 }, call, null],
    ['the money of the day is spent', { dayUsd: 49.6 }, { usdPerDay: 50 }, call, 'day-budget'],
    ['the tokens of the day just fit', { dayTokens: 900 }, { tokensPerDay: 1_000 }, call, null],
    ['the tokens of the day are spent', { dayTokens: 901 }, { tokensPerDay: 1_000 }, call, 'day-budget'],
    ['the day is not asked of a task', { taskUsd: 49.6 }, { usdPerDay: 50 }, call, null],
    [
      'a price that nobody knows, under a limit a task',
      {},
      { usdPerTask: 5 },
      { tokens: 1, usd: null },
      'no-price',
    ],
    [
      'a price that nobody knows, under a limit a day',
      {},
      { usdPerDay: 5 },
      { tokens: 1, usd: null },
      'no-price',
    ],
    [
      'a price that nobody knows, tokens alone limited',
      {},
      { tokensPerTask: 5 },
      { tokens: 1, usd: null },
      null,
    ],
    ['a model that costs nothing', { taskUsd: 5 }, { usdPerTask: 5 }, { tokens: 1, usd: 0 }, null],
  ])('%s', (_name, used, limits, amount, over) => {
    expect(overBudget({ ...unused, ...used }, amount, { ...none, ...limits })).toBe(over);
  });
});

it('dayOf changes at midnight UTC', () => {
  expect(dayOf(Date.parse('2026-03-01T00:00:00Z')) - dayOf(Date.parse('2026-02-28T23:59:59Z'))).toBe(1);
  expect(dayOf(Date.parse('2026-03-01T23:59:59Z'))).toBe(dayOf(Date.parse('2026-03-01T00:00:00Z')));
});
