/** Who may start a task and who may command: rights are asked of GitHub's roles, never of `author_association`. */
import { lineCommands, needsWords, parseCommand, type ParsedCommand } from '../command.ts';
import { preparationOf, type Preparation } from '../preparation.ts';
import { waitingFor } from './approval.ts';
import { mayAct, roleOf, type Comment, type Situation } from '../situation.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { RefusalReason } from '../refusal-reasons.ts';
import type { Settings } from '../step.ts';
import { workingState, type Task } from '../task.ts';
import { textHash } from '../text-hash.ts';

export type Commanded = { readonly comment: Comment; readonly command: ParsedCommand };

/** The commands of people that have no answer yet, oldest first. Bots, our own words among them, are never answered. */
export function openCommands(task: Task, situation: Situation): readonly Commanded[] {
  const since = Date.parse(task.labelledAt);
  const open: Commanded[] = [];
  for (const comment of situation.comments) {
    if (comment.author.kind === 'bot' || comment.author.login === situation.viewer) continue;
    if (task.answered.has(comment.id) || comment.createdAt < since) continue;
    const command = parseCommand(comment.body);
    if (command) open.push({ comment, command });
  }
  return open;
}

/** Whether a command is carried out, and if not, why. */
export type Judgement =
  { readonly result: 'accepted' } | { readonly result: 'refused'; readonly reason: RefusalReason };

export function judgeCommand(
  task: Task,
  { comment, command }: Commanded,
  situation: Situation,
  settings: Pick<Settings, 'model'>,
): Judgement {
  // An edit may put words into a comment that its author's right was not asked for.
  if (comment.edited) return refuse('edited');
  const role = roleOf(situation, comment.author.login);
  if (!mayAct(role, 'read')) return refuse('no-right');
  if (command.kind === 'unknown') return refuse('unknown-command');
  if (!mayAct(role, command.row.right)) return refuse('no-right');
  if (command.row.built === 'not yet') return refuse('not-built');
  const { state } = task;
  const over = state.phase === 'Cancelled' || state.phase === 'Meta' || state.phase === 'Record';
  if (command.row.name === 'retry') {
    if (over) return refuse('is-over');
    return state.phase === 'Held' ? { result: 'accepted' } : refuse('not-held');
  }
  if (command.row.name === 'stop') {
    if (over) return refuse('is-over');
    return state.phase === 'Commit' && state.merged ? refuse('merge-under-way') : { result: 'accepted' };
  }
  if (command.row.name === 'plan') return judgePlan(task, command.words);
  if (command.row.name === 'approve') return judgeApproval(task, comment);
  if (lineCommands.has(command.row.name) && comment.on !== 'line') return refuse('not-on-a-line');
  if (needsWords(command.row) && command.words === '') return refuse('no-words');
  const preparation = preparationOf(command.row.name);
  return preparation
    ? judgePrepared(task, comment, preparation, situation, settings)
    : { result: 'accepted' };
}

function judgePlan({ state }: Task, words: string): Judgement {
  if (state.phase === 'Cancelled') return refuse('is-over');
  const active = workingState(state);
  if (!('spec' in active)) return refuse('no-plan');
  if (words === '') return { result: 'accepted' };
  return active.phase === 'Execute' && active.branch === null
    ? { result: 'accepted' }
    : refuse('plan-under-way');
}

/** A yes that was said before the text was shown cannot have meant it. GitHub tells whole seconds. */
function judgeApproval(task: Task, comment: Comment): Judgement {
  const { state } = task;
  if (state.phase !== 'Held' || waitingFor(task) === null) return refuse('nothing-to-approve');
  const shownAt = Math.floor(state.since / 1_000) * 1_000;
  return comment.createdAt < shownAt ? refuse('approved-unseen') : { result: 'accepted' };
}

/** What costs something, or writes more than an answer, asks for a policy: without one nothing runs. */
function judgePrepared(
  task: Task,
  comment: Comment,
  preparation: Preparation,
  situation: Situation,
  settings: Pick<Settings, 'model'>,
): Judgement {
  const prepared = task.prepared.get(comment.id);
  if (prepared) return prepared.kind === 'failed' ? refuse(prepared.reason) : { result: 'accepted' };
  if (situation.policy.kind !== 'policy') return refuse('no-policy');
  if (preparation === 'consult' && settings.model === 'none') return refuse('no-model');
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
