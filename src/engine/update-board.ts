/** The board's row of a task: a view of its record, and the events that may wake it. */
import type { Step } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { statusOf, viewOf } from '../task/view.ts';
import { liveEvents } from '../task/waits.ts';
import type { WakeEvent } from '../task/shapes/wake-event.ts';
import type { EngineDeps } from './engine-port.ts';
import type { BoardRow } from '../task/shapes/board-row.ts';

/** `wait` is null where it is at work: what people do meanwhile is heard, and looked at afterwards. */
export async function updateBoard(
  deps: EngineDeps,
  task: Task,
  wait: Extract<Step, { kind: 'wait' }> | null,
): Promise<void> {
  await deps.store.board.put(boardRow(task, wait?.until.events ?? underWay));
}

/** The look is behind us and the next one not planned: whatever comes now may not have been seen. */
const underWay: readonly WakeEvent[] = [
  ...liveEvents,
  'push.base',
  'pull_request.opened',
  'workflow_run.completed',
];

export function boardRow(task: Task, waitEvents: readonly WakeEvent[]): BoardRow {
  return {
    task: task.id,
    repo: task.repo,
    issue: task.issue,
    pull: task.pull?.number ?? null,
    version: task.version,
    phase: task.state.phase,
    status: statusOf(task),
    updatedAt: task.changedAt,
    waitEvents,
    view: viewOf(task),
  };
}
