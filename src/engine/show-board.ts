/** The board's row of a task: a view of its record, and the events that may wake it. */
import type { Step } from '../task/step.ts';
import { activeOf, type Task } from '../task/task.ts';
import { placeOf } from '../task/transitions.ts';
import { liveEvents } from '../task/waits.ts';
import type { BoardRow, EngineDeps } from './engine-port.ts';

/** `wait` is null where it is at work: what people do meanwhile is heard, and looked at afterwards. */
export async function show(
  deps: EngineDeps,
  task: Task,
  wait: Extract<Step, { kind: 'wait' }> | null,
): Promise<void> {
  await deps.store.board.put(boardRow(task, wait?.until.events ?? underWay));
}

/** The look is behind us and the next one not planned: whatever comes now may not have been seen. */
const underWay = [...liveEvents, 'push.base', 'pull_request.opened', 'workflow_run.completed'];

export function boardRow(task: Task, waitEvents: readonly string[]): BoardRow {
  const { stand } = task;
  const active = stand.phase === 'Cancelled' ? null : activeOf(stand);
  return {
    task: task.id,
    repo: task.repo,
    issue: task.issue,
    version: task.version,
    phase: stand.phase,
    status: statusOf(task),
    updatedAt: task.changedAt,
    waitEvents,
    view: {
      place: active ? placeOf(active) : 'Cancelled',
      held: stand.phase === 'Held' ? stand.reason : null,
      cancelled: stand.phase === 'Cancelled' ? stand.reason : null,
      pull: task.pull?.number ?? null,
      attempts: task.attempts.used,
      granted: task.attempts.granted,
      requests: task.spent.requests.total,
      tokensIn: task.spent.tokensIn,
      tokensOut: task.spent.tokensOut,
      costUsd: task.spent.costUsd,
      cycleMs: stand.phase === 'Meta' && stand.report ? stand.report.cycleMs : null,
    },
  };
}

function statusOf({ stand }: Task): BoardRow['status'] {
  switch (stand.phase) {
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
