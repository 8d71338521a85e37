/** Whether what stands on the branch is what the record says we put there. */
import type { Situation } from '../situation.ts';
import { branchOf, type Task } from '../task.ts';

/**
 * `foreign-head`: a commit that the record does not know is at the tip: somebody pushed. A person's own pull request is
 * theirs to push to, and is taken up anew.
 */
export function headAsSeen(task: Task, situation: Situation): 'as-recorded' | 'nothing-yet' | 'foreign-head' {
  const known = branchOf(task.state);
  if (!known || !situation.pull) return 'nothing-yet';
  if (situation.pull.headSha === known.headSha) return 'as-recorded';
  return 'foreign-head';
}
