/** What deciding needs to know of our other tasks: read from the store before every decision. */
import { isMergingPaused } from '../task/gates/merging-paused.ts';
import type { Settings } from '../task/step.ts';
import type { Task } from '../task/task.ts';
import type { EngineStore } from './engine-port.ts';
import type { IssueKey } from './turn.ts';

/** What a store must tell of a repository's other tasks. */
export type NeighbourStore = {
  readonly board: Pick<EngineStore['board'], 'byRepo'>;
  readonly entries: Pick<EngineStore['entries'], 'lockedBy'>;
};

export async function settingsNow(
  store: NeighbourStore,
  settings: Settings,
  key: IssueKey,
  task: Task | null,
): Promise<Settings> {
  return { ...settings, merging: await mergingNow(store, key, task) };
}

async function mergingNow(
  store: NeighbourStore,
  { repo, issue }: IssueKey,
  task: Task | null,
): Promise<Settings['merging']> {
  if (isMergingPaused(await store.board.byRepo(repo), issue)) return 'paused';
  const by = task && (await store.entries.lockedBy(repo, task.baseBranch));
  return task && by !== null && by !== task.id ? 'locked' : 'open';
}
