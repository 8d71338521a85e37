/** The fold of an answered command: the comment counts as answered, and the command's own file says what else. */
import { commandFile } from '../commands/command-files.ts';
import type { EntryData, EntryOf } from '../entry.ts';
import type { Task } from '../task.ts';
import { refuse, type Refusal } from './fold-refusal.ts';

export function foldAnswer(task: Task, { data }: EntryOf<'answered'>): Task | Refusal {
  if (task.answers.answered.has(data.comment)) return refuse(`comment ${data.comment} answered twice`);
  const problem = saidTooMuch(data);
  if (problem) return refuse(problem);
  const answered = new Set([...task.answers.answered, data.comment]);
  const next: Task = { ...task, answers: { ...task.answers, answered } };
  if (data.result === 'refused' || data.command === 'unknown') return next;
  return commandFile(data.command).fold(next, data);
}

/** Words belong to the commands that take them: anything else would be an authorisation that nobody asked for. */
function saidTooMuch({
  result,
  command,
  guidance,
  frozen,
  textHash,
  approved,
}: EntryData<'answered'>): string | null {
  const named = result === 'accepted' ? command : null;
  if (guidance !== null && named !== 'retry' && named !== 'plan') return 'guidance to what takes none';
  if ((frozen === null) !== (textHash === null)) return 'a text without its hash';
  if (frozen !== null && named !== 'retry') return 'another text by what is no retry';
  return approved !== undefined && named !== 'approve' ? 'an approval by what is none' : null;
}
