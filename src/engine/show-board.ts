/** The board's row of a task: a view of its record, and the events that may wake it. */
import type { Step } from '../task/step.ts';
import { workingState, type Task } from '../task/task.ts';
import { stageOf } from '../task/transitions.ts';
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
  const { state } = task;
  const active = state.phase === 'Cancelled' ? null : workingState(state);
  return {
    task: task.id,
    repo: task.repo,
    issue: task.issue,
    pull: task.pull?.number ?? null,
    version: task.version,
    phase: state.phase,
    status: statusOf(task),
    updatedAt: task.changedAt,
    waitEvents,
    view: {
      place: active ? stageOf(active) : 'Cancelled',
      held: state.phase === 'Held' ? state.reason : null,
      cancelled: state.phase === 'Cancelled' ? state.reason : null,
      attempts: task.attempts.used,
      granted: task.attempts.granted,
      requests: task.spent.requests.total,
      tokensIn: task.spent.tokensIn,
      tokensOut: task.spent.tokensOut,
      costUsd: task.spent.costUsd,
      cycleMs: state.phase === 'Meta' && state.report ? state.report.cycleMs : null,
    },
  };
}

function statusOf({ state }: Task): BoardRow['status'] {
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
