/**
 * Is there room for a call of a model? Asked before the call, with the most that it can come to: a budget that is looked
 * at afterwards is no limit. Budgets are never reset: not by a restart, not by a command.
 */

/** What a policy allows; null: no limit. Money in US dollars, a day is one of UTC and of one repository. */
export type Limits = {
  readonly tokensPerTask: number | null;
  readonly tokensPerDay: number | null;
  readonly usdPerTask: number | null;
  readonly usdPerDay: number | null;
};

/** Tokens, prompt and reply together; `usd` null: the model has no known price. */
export type Amount = { readonly tokens: number; readonly usd: number | null };

/** What calls came to so far, those under way at their worst. */
export type Used = {
  readonly taskTokens: number;
  readonly dayTokens: number;
  readonly taskUsd: number;
  readonly dayUsd: number;
};

export type OverBudget = 'task-budget' | 'day-budget' | 'no-price';

/** Why the call must not be made; null where every limit has room for it. */
export function overBudget(used: Used, call: Amount, limits: Limits): OverBudget | null {
  const { tokensPerTask, tokensPerDay, usdPerTask, usdPerDay } = limits;
  if (call.usd === null && (usdPerTask !== null || usdPerDay !== null)) return 'no-price';
  if (tokensPerTask !== null && used.taskTokens + call.tokens > tokensPerTask) return 'task-budget';
  const usd = call.usd ?? 0;
  if (usdPerTask !== null && used.taskUsd + usd > usdPerTask) return 'task-budget';
  if (tokensPerDay !== null && used.dayTokens + call.tokens > tokensPerDay) return 'day-budget';
  return usdPerDay !== null && used.dayUsd + usd > usdPerDay ? 'day-budget' : null;
}

const dayMs = 86_400_000;

/** The UTC day of a time in epoch ms, counted from 1970. */
export function dayOf(at: number): number {
  return Math.floor(at / dayMs);
}

/** When the next UTC day begins, epoch ms. */
export function nextDay(at: number): number {
  return (dayOf(at) + 1) * dayMs;
}
