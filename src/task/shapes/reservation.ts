/** What calls of models cost, as it is asked for and told: a reservation counts in full until it is settled. */
import type { Amount, Limits, OverBudget } from '../gates/budget.ts';

/** Room for one call at its worst. */
export type Reservation = {
  readonly repo: string;
  readonly task: string;
  readonly amount: Amount;
  readonly limits: Limits;
};

/** `over`: which limit has no room for it. */
export type Reserved =
  { readonly kind: 'reserved'; readonly id: string } | { readonly kind: 'over'; readonly over: OverBudget };

/** What a task's calls came to, those without an answer at their worst. */
export type Used = { readonly tokens: number; readonly usd: number };
