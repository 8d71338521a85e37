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
    name: 'a count of zero is believed',
    file: 'src/agents/believe-usage.ts',
    from: ' && tokens > 0',
    to: '',
    test: 'test/agents/call-agent.test.ts',
    goesRed: 'a call of a model counts zero for both',
  },
  {
    name: 'a count that no call can come to is believed',
    file: 'src/agents/believe-usage.ts',
    from: ' && tokens <= worst * mostTimes',
    to: '',
    test: 'test/agents/call-agent.test.ts',
    goesRed: 'a call of a model counts the most that a number holds',
  },
  {
    name: 'an answer that was lost costs nothing',
    file: 'src/agents/believe-usage.ts',
    from: 'said: Usage = notSaid',
    to: "said: Usage = { ...notSaid, counted: 'none' }",
    test: 'test/agents/call-agent.test.ts',
    goesRed: 'a call of a model counts an answer that was lost',
  },
  {
    name: 'a connection that was lost counts as never made',
    file: 'src/agents/openai-failure.ts',
    from: 'causes(error).some(wasNeverSent) ? nothingUsed : notSaid',
    to: 'nothingUsed',
    test: 'test/agents/openai-reply.test.ts',
    goesRed: 'a call without a reply may have cost something unless the connection was lost',
  },
  {
    name: 'a tool call without a name is taken for an outage, and asked for again',
    file: 'src/agents/openai-reply.ts',
    from: '  tool_calls: z.array(z.unknown()).nullish().catch(null),\n',
    to: '  tool_calls: z.array(z.object({ function: calledFunction })).nullish(),\n',
    test: 'test/agents/openai-reply.test.ts',
    goesRed:
      'a reply that was paid for is a bad call to answer, and no outage, where a tool call has a name that is null',
  },
  {
    name: 'a reply is whole unless the server says "length"',
    file: 'src/agents/openai-reply.ts',
    from: "whole.has(reason.toLowerCase()) ? 'whole' : 'cut'",
    to: "reason !== 'length' ? 'whole' : 'cut'",
    test: 'test/agents/openai-reply.test.ts',
    goesRed: 'a reply that was paid for is whole only where the server says so: max_tokens',
  },
  {
    name: 'the sum of a task throws where it outgrows whole numbers',
    file: 'src/store/ledger.ts',
    from: 'coalesce(sum(cast(ledger.tokens as double precision)), 0.0)',
    to: 'cast(coalesce(sum(ledger.tokens), 0) as integer)',
    test: 'test/store/open-store.test.ts',
    goesRed:
      'the SQLite store the ledger reads whatever stands in it: absurd counts close the task, and throw nowhere',
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
