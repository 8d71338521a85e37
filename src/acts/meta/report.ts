/** report: what the task came to, in numbers. */
import type { EntryData } from '../../task/entry.ts';
import type { RequestCounts } from '../../task/spending.ts';
import { overridesOf } from '../../task/task.ts';
import { outcome, type LocalAct, type Turn } from '../act.ts';

export const report: LocalAct<'report'> = {
  step: 'report',
  cost: 'free',
  run: async ({ task, deps }) => outcome({ kind: 'reported', data: reportOf(task, deps.now()) }),
};

function reportOf(task: Turn['task'], now: number): EntryData<'reported'> {
  const requests: RequestCounts = { ...task.spent.requests };
  return {
    cycleMs: Math.max(0, now - task.queuedAt),
    attempts: task.attempts.used,
    requests,
    tokensIn: task.spent.tokensIn,
    tokensOut: task.spent.tokensOut,
    costUsd: task.spent.costUsd,
    overrides: overridesOf(task.state),
  };
}
