/**
 * The codes about commands that the record holds, in the order in which people read the table. They are a format: a
 * code is added, and never renamed or taken away.
 */
export const commandNames = [
  'help',
  'status',
  'retry',
  'plan',
  'approve',
  'stop',
  'pause',
  'resume',
  'take',
  'give',
  'override',
  'rollback',
  'ask',
  'explain',
  'refactor',
  'test',
  'task',
] as const;
export type CommandName = (typeof commandNames)[number];

/** Why a command is not carried out. */
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
  'model-unavailable',
  'task-budget',
  'day-budget',
  'no-price',
  'no-answer',
  'unreadable',
  'issue-refused',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];
