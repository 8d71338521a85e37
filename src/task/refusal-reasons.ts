/** Why a command was not carried out; `words/reply.ts` has the sentence of each. */
export const refusalReasons = [
  'edited',
  'unknown-command',
  'no-right',
  'not-built',
  'not-held',
  'is-over',
  'merge-under-way',
  'not-on-a-line',
  'no-words',
  'no-plan',
  'plan-under-way',
  'nothing-to-approve',
  'approved-unseen',
  'no-policy',
  'no-model',
  // What the command needed could not be made ready.
  'model-unavailable',
  'task-budget',
  'day-budget',
  'no-price',
  'no-answer',
  'unreadable',
  'issue-refused',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];
