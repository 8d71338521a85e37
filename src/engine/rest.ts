/** The only thing left is to wait: people and the board are told where the task is. */
import type { Step } from '../task/step.ts';
import type { Writer } from './append-entry.ts';
import type { EngineTurn } from './observations.ts';
import { settingsNow } from './settings-now.ts';
import { syncProjections } from './sync-projections.ts';
import { updateBoard } from './update-board.ts';

/** False: what it was to wait for has come meanwhile. */
export async function rest(
  writer: Writer,
  turn: EngineTurn,
  wait: Extract<Step, { kind: 'wait' }>,
): Promise<boolean> {
  const { deps } = writer;
  const { task } = turn;
  await syncProjections(writer, turn);
  await updateBoard(deps, task, wait);
  // A task's end is a good place for a checkpoint: what an auditor exports next is covered by a signature.
  if (wait.why === 'over') await deps.seal(task.repo);
  // Unlocked before the board said that we wait for it: nobody would tell us.
  if (wait.why !== 'base-locked') return true;
  return (await settingsNow(deps.store, deps.settings, task, task)).merging === 'locked';
}
