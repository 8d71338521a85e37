/** The first entry of a task: from here on the record knows it. */
import { queue } from '../acts/backlog/queue.ts';
import { formatTaskId } from '../task/names.ts';
import type { Situation } from '../task/situation.ts';
import type { Task } from '../task/task.ts';
import { append, type Writer } from './append-entry.ts';
import type { IssueKey } from './turn.ts';
import { updateBoard } from './update-board.ts';

export async function beginTask(
  writer: Writer,
  { repo, issue }: IssueKey,
  situation: Situation,
  generation: number,
): Promise<Task> {
  const id = formatTaskId(repo, issue, generation);
  const task = await append(writer, { id, repo }, queue(writer.deps, situation, generation));
  await updateBoard(writer.deps, task, null);
  return task;
}
