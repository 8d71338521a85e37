/** The next step of a task: what GitHub shows, and what our own store says of the other tasks. For acting and asking. */
import { decide } from '../task/decide.ts';
import type { Situation } from '../task/situation.ts';
import type { Settings, Step } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import { settingsNow, type NeighbourStore } from './settings-now.ts';
import type { IssueKey } from './turn.ts';

type Deps = { readonly store: NeighbourStore; readonly settings: Settings };

/** As if nothing were announced: what became of an open intent is settled before the step is taken. */
export async function decideNext(
  { store, settings }: Deps,
  key: IssueKey,
  task: Task | null,
  situation: Situation,
): Promise<Step> {
  const present = await settingsNow(store, settings, key, task);
  return decide(task && { ...task, open: null }, situation, present);
}
