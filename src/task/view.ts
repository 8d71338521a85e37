/** What the board shows of a task: a projection of its record, typed for all who read it. */
import { z } from 'zod';
import { cancelReason, count } from './entry-fields.ts';
import { holdReasons } from './hold-reasons.ts';
import { workingState, type Task } from './task.ts';
import { stageOf, stages } from './transitions.ts';

export type TaskStatus = 'queued' | 'working' | 'held' | 'done' | 'cancelled';

/** `place`: of a held task the stage that it goes back to. `cycleMs`: from queued to merged; null until it is reported. */
export const taskView = z.strictObject({
  place: z.enum(stages),
  held: z.enum(holdReasons).nullable(),
  cancelled: cancelReason.nullable(),
  pull: count.nullable(),
  attempts: count,
  granted: count,
  requests: count,
  tokensIn: count,
  tokensOut: count,
  costUsd: z.number().nonnegative(),
  cycleMs: count.nullable(),
});
export type TaskView = Readonly<z.infer<typeof taskView>>;

export function viewOf({ state, pull, attempts, spent }: Task): TaskView {
  return {
    place: state.phase === 'Cancelled' ? 'Cancelled' : stageOf(workingState(state)),
    held: state.phase === 'Held' ? state.reason : null,
    cancelled: state.phase === 'Cancelled' ? state.reason : null,
    pull: pull?.number ?? null,
    attempts: attempts.used,
    granted: attempts.granted,
    requests: spent.requests.total,
    tokensIn: spent.tokensIn,
    tokensOut: spent.tokensOut,
    costUsd: spent.costUsd,
    cycleMs: state.phase === 'Meta' && state.report ? state.report.cycleMs : null,
  };
}

export function statusOf({ state }: Task): TaskStatus {
  switch (state.phase) {
    case 'Backlog':
    case 'Generate':
      return 'queued';
    case 'Held':
      return 'held';
    case 'Cancelled':
      return 'cancelled';
    case 'Meta':
      return 'done';
    default:
      return 'working';
  }
}
