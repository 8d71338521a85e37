/** What was said of the failure or the hold that a task stands at; null: nothing, or it was erased. */
import { workOf, type Task } from '../../task/task.ts';
import type { Address } from '../../task/names.ts';
import type { ActDeps } from '../act.ts';
import { readText } from './json-artefact.ts';

export async function explainedText(deps: Pick<ActDeps, 'read'>, task: Task): Promise<string | null> {
  const address = explainedOf(task);
  return address ? readText(deps, address) : null;
}

function explainedOf(task: Task): Address | null {
  const { state } = task;
  if (state.phase === 'Held' && state.explained) return state.explained;
  return workOf(state)?.learned?.explained ?? null;
}
