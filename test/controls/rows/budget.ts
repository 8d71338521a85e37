import type { Control } from '../controls.ts';

/** What models may cost. */
export const budgetControls: readonly Control[] = [
  {
    name: 'a budget is looked at only after the call',
    file: 'src/agents/call-agent.ts',
    from: "  if (room.kind === 'over') return turnedAway(room.over);\n",
    to: '',
    test: 'test/agents/call-agent.test.ts',
    goesRed: 'a call of a model is not made where the budget has no room for it (task-budget)',
  },
  {
    name: 'a call under way does not count until it is settled',
    file: 'src/store/ledger.ts',
    from: "    .where('task', '=', task)\n    .executeTakeFirstOrThrow",
    to: "    .where('task', '=', task)\n    .where('state', '=', 'settled')\n    .executeTakeFirstOrThrow",
    test: 'test/store/open-store.test.ts',
    goesRed: 'the SQLite store the ledger counts a call at its worst until it is settled at what it came to',
  },
  {
    name: 'a model without a price passes a limit of money',
    file: 'src/task/gates/budget.ts',
    from: "  if (call.usd === null && (usdPerTask !== null || usdPerDay !== null)) return 'no-price';\n",
    to: '',
    test: 'test/task/gates/budget.test.ts',
    goesRed: 'overBudget a price that nobody knows, under a limit a task',
  },
];
