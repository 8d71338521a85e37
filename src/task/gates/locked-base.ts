/**
 * Which base branch a task keeps all others of its repository from merging into. From the announced merge until its
 * landing was seen: another merge in between would land on a base that it was not tested on.
 */
import type { Task } from '../task.ts';

export function lockedBase(task: Task): string | null {
  const { state, open, baseBranch } = task;
  if (open?.step === 'merge') return baseBranch;
  // Held before its landing was seen, or since it was not what was tested: a person looks into it first.
  const active = state.phase === 'Held' ? state.resumeAt : state;
  return active.phase === 'Commit' && active.merged ? baseBranch : null;
}
