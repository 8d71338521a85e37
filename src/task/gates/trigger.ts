/** Who may start a task and who may command: rights are asked of GitHub's roles, never of `author_association`. */
import { parseCommand, type ParsedCommand } from '../command.ts';
import { mayAct, roleOf, type Comment, type Situation } from '../situation.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { Task } from '../task.ts';
import { textHash } from '../text-hash.ts';

/** The oldest command of a person that has no answer yet. Bots, our own words among them, are never answered. */
export function nextCommand(
  task: Task,
  situation: Situation,
): { comment: Comment; command: ParsedCommand } | null {
  const since = Date.parse(task.labelledAt);
  for (const comment of situation.comments) {
    if (comment.author.kind === 'bot' || comment.author.login === situation.viewer) continue;
    if (task.answered.has(comment.id) || comment.createdAt < since) continue;
    const command = parseCommand(comment.body);
    if (command) return { comment, command };
  }
  return null;
}

/** Whether a command is carried out, and if not, why. */
export type Judgement =
  { readonly result: 'accepted' } | { readonly result: 'refused'; readonly reason: RefusalReason };
export type RefusalReason =
  'edited' | 'unknown-command' | 'no-right' | 'not-built' | 'not-held' | 'is-over' | 'merge-under-way';

export function judgeCommand(
  task: Task,
  comment: Comment,
  command: ParsedCommand,
  situation: Situation,
): Judgement {
  // An edit may put words into a comment that its author's right was not asked for.
  if (comment.edited) return refuse('edited');
  const role = roleOf(situation, comment.author.login);
  if (!mayAct(role, 'read')) return refuse('no-right');
  if (command.kind === 'unknown') return refuse('unknown-command');
  if (!mayAct(role, command.row.right)) return refuse('no-right');
  if (command.row.built === 'not yet') return refuse('not-built');
  const { stand } = task;
  const over = stand.phase === 'Cancelled' || stand.phase === 'Meta' || stand.phase === 'Record';
  if (command.row.name === 'retry') {
    if (over) return refuse('is-over');
    return stand.phase === 'Held' ? { result: 'accepted' } : refuse('not-held');
  }
  if (command.row.name === 'stop') {
    if (over) return refuse('is-over');
    return stand.phase === 'Commit' && stand.merged ? refuse('merge-under-way') : { result: 'accepted' };
  }
  return { result: 'accepted' };
}

function refuse(reason: RefusalReason): Judgement {
  return { result: 'refused', reason };
}

/** May the task go on under whoever it traces to? Asked when it starts and again right before the merge. */
export function mayStart(task: Task, situation: Situation): HoldReason | null {
  const { labelled } = situation.issue;
  if (task.authorisedVia === 'label' && labelled?.by.kind === 'bot') return 'labelled-by-app';
  return mayAct(roleOf(situation, task.authorisedBy), 'write') ? null : 'labeller-without-right';
}

/** Text changed after the label by anyone but the labeller, before we first looked: not what was authorised. */
export function wasEditedByOthers(task: Task, situation: Situation): 'edited' | 'as-labelled' {
  const { issue } = situation;
  if (task.authorisedVia === 'retry') return textHash(issue) === task.textHash ? 'as-labelled' : 'edited';
  // GitHub tells whole seconds: an edit in the second of the label may have come after it.
  if (issue.editedAt === null || issue.editedAt < Date.parse(task.labelledAt)) return 'as-labelled';
  return issue.editor === task.labelledBy ? 'as-labelled' : 'edited';
}
