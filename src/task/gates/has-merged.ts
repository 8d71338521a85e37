import { workingState, type TaskState } from '../task.ts';

/** Whether our merge was carried out: what is left is to look at its landing and to keep the books. */
export function hasMerged(state: TaskState): boolean {
  if (state.phase === 'Cancelled') return false;
  const active = workingState(state);
  if (active.phase === 'Commit') return active.merged !== null;
  return active.phase === 'Record' || active.phase === 'Meta';
}
