/** Where a task stands, on one line: for replies to commands. */
import type { Task } from '../../task/task.ts';
import { stateWords } from './state-words.ts';

export function stateSentence(task: Task): string {
  const { mark, heading, why, todo } = stateWords(task);
  return [`${mark} **${heading}.**`, ...(todo ? [todo.text] : []), why].join(' ');
}
