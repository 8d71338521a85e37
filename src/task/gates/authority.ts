/** Who may start a task: rights are asked of GitHub's roles, never of `author_association`. */
import { mayAct, roleOf, type Situation } from '../situation.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { Task } from '../task.ts';
import { textHash } from '../text-hash.ts';

/** May the task go on in the name of the person it traces to? Asked when it starts and again right before the merge. */
export function missingRight(task: Task, situation: Situation): HoldReason | null {
  const { labelled } = situation.issue;
  if (task.authority.via === 'label' && labelled?.by.kind === 'bot') return 'labelled-by-app';
  return mayAct(roleOf(situation, task.authority.by), 'write') ? null : 'labeller-without-right';
}

/** Text changed after the label by anyone but the labeller, before we first looked: not what was authorised. */
export function wasEditedByOthers(task: Task, situation: Situation): boolean {
  const { issue } = situation;
  if (task.authority.via === 'retry') return textHash(issue) !== task.textHash;
  // GitHub tells whole seconds: an edit in the second of the label may have come after it.
  if (issue.editedAt === null || issue.editedAt < Date.parse(task.authority.labelledAt)) return false;
  return issue.editor !== task.authority.labelledBy;
}
