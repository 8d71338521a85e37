/** Whether work that goes on for long may go on: asked between two calls of a model, of a fresh look at GitHub. */
import { interruption } from '../interruption.ts';
import type { Situation } from '../situation.ts';
import type { Settings } from '../step.ts';
import type { Task } from '../task.ts';
import { judgeCommand, openCommands } from '../commands/judge-command.ts';

/** Talk is no reason to stop: what people asked is answered when the work is done. */
export function stillWanted(
  task: Task,
  situation: Situation,
  settings: Pick<Settings, 'model'>,
): 'wanted' | 'stopped' {
  const isStop = openCommands(task, situation).some(
    (one) =>
      one.command.kind === 'command' &&
      one.command.row.name === 'stop' &&
      judgeCommand(task, one, situation, settings).result === 'accepted',
  );
  return isStop || interruption(task, situation) !== null ? 'stopped' : 'wanted';
}
