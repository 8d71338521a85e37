import type { Task } from '../../task/task.ts';
import { attemptsSentence } from '../facts.ts';
import { stateSentence } from '../status/state-sentence.ts';
import type { CommandWords } from './reply-words.ts';

export const status: CommandWords = { done: ({ task }) => statusLine(task) };

function statusLine(task: Task): string {
  const attempts = task.attempts.granted > 0 ? ` Attempts: ${attemptsSentence(task)}.` : '';
  const pull = task.pull ? ` Pull request: #${task.pull.number}.` : '';
  return `${stateSentence(task).replace(/\n+/g, ' ')}${attempts}${pull}`;
}
