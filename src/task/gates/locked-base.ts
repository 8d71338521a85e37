/**
 * Which base branch a task keeps all others of its repository from merging into. From the announced merge until its
 * landing was seen: another merge in between would land on a base that it was not tested on.
 */
import type { Task } from '../task.ts';

export function lockedBase(task: Task): string | null {
  const { state, open, baseBranch } = task;
  if (open?.step === 'merge') return baseBranch;
  // What landed and was not what was tested: nobody builds on that until a person has looked into it.
  const differs = state.phase === 'Held' && state.reason === 'landed-differs';
  const active = differs ? state.resumeAt : state;
  return active.phase === 'Commit' && active.merged ? baseBranch : null;
}
