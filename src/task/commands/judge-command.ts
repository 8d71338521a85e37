/** Which commands of people wait for an answer, and whether each is carried out. */
import { parseCommand, type ParsedCommand } from '../command.ts';
import { mayAct, roleOf, type Comment, type Situation } from '../situation.ts';
import type { Settings } from '../step.ts';
import type { Task } from '../task.ts';
import { refuseCommand, type Judgement } from './shared/command-file.ts';
import { commandFile } from './command-files.ts';

export type Commanded = { readonly comment: Comment; readonly command: ParsedCommand };

/** The commands of people that have no answer yet, oldest first. Bots, our own words among them, are never answered. */
export function openCommands(task: Task, situation: Situation): readonly Commanded[] {
  const since = Date.parse(task.authority.labelledAt);
  const open: Commanded[] = [];
  for (const comment of situation.comments) {
    if (comment.author.kind === 'bot' || comment.author.login === situation.viewer) continue;
    if (task.answers.answered.has(comment.id) || comment.createdAt < since) continue;
    const command = parseCommand(comment.body);
    if (command) open.push({ comment, command });
  }
  return open;
}

/** Rights are asked of GitHub's roles, never of `author_association`. */
export function judgeCommand(
  task: Task,
  { comment, command }: Commanded,
  situation: Situation,
  { model }: Pick<Settings, 'model'>,
): Judgement {
  // An edit may put words into a comment that its author's right was not asked for.
  if (comment.edited) return refuseCommand('edited');
  const role = roleOf(situation, comment.author.login);
  if (!mayAct(role, 'read')) return refuseCommand('no-right');
  if (command.kind === 'unknown') return refuseCommand('unknown-command');
  const { row, words } = command;
  if (!mayAct(role, row.right)) return refuseCommand('no-right');
  return commandFile(row.name).judge({ task, comment, words, situation, model });
}
