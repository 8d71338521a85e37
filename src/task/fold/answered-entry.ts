/** The fold of an answered command: the comment counts as answered, and the command's own file says what else. */
import { commandFile } from '../commands/command-files.ts';
import type { EntryOf } from '../entry.ts';
import type { Task } from '../task.ts';
import { refuse, type Refusal } from './fold-refusal.ts';

export function foldAnswer(task: Task, { data }: EntryOf<'answered'>): Task | Refusal {
  if (task.answers.answered.has(data.comment)) return refuse(`comment ${data.comment} answered twice`);
  const answered = new Set([...task.answers.answered, data.comment]);
  const next: Task = { ...task, answers: { ...task.answers, answered } };
  if (data.result === 'refused' || data.command === 'unknown') return next;
  return commandFile(data.command).fold(next, data);
}
