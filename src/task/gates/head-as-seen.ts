/** Whether what stands on the branch is what the record says we put there. */
import type { Situation } from '../situation.ts';
import { branchOf, type TaskState, type Task } from '../task.ts';

/**
 * `foreign-head`: a commit that the record does not know is at the tip: somebody pushed. A person's own pull request is
 * theirs to push to, and is adopted again.
 */
export function headAsSeen(task: Task, situation: Situation): 'as-recorded' | 'nothing-yet' | 'foreign-head' {
  const known = branchOf(task.state);
  if (!known || !situation.pull) return 'nothing-yet';
  if (situation.pull.headSha === known.headSha) return 'as-recorded';
  return 'foreign-head';
}

/**
 * An update from the base that we asked for, and that GitHub made after its intent was dropped. Known by its first
 * parent: the head that the update was asked for.
 */
export function isLateUpdate(task: Task, { pull }: Situation): boolean {
  const known = isUpdatable(task.state) ? branchOf(task.state) : null;
  if (!known || !pull || known.headSha !== task.updateNotSeen) return false;
  return (
    pull.headSha !== known.headSha && pull.headParents.length === 2 && pull.headParents[0] === known.headSha
  );
}

function isUpdatable(state: TaskState): boolean {
  const isTested = state.phase === 'Review' || state.phase === 'Commit';
  return isTested || (state.phase === 'Test' && state.part === 'evidence');
}

/** Head and base are compared with the default branch: a pull request into any other would land untested. */
export function isOnItsBase(task: Task, { pull, repo }: Situation): boolean {
  return pull?.baseRef === task.baseBranch && repo.defaultBranch === task.baseBranch;
}
