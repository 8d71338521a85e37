/** A task whose review is about to be published, and GitHub that shows something else when it is looked at again. */
import { advance } from '../../src/engine/advance.ts';
import type { EngineDeps } from '../../src/engine/engine-port.ts';
import { readTask } from '../../src/engine/turn.ts';
import type { Store } from '../../src/store/port.ts';
import type { Failure } from '../../src/task/shapes/mutation.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { at, base, head, id, repo, start } from '../task/build.ts';
import { pull, situation } from '../task/situations.ts';
import { done, fakeGitHub, replied, type Fake } from '../acts/fakes.ts';
import { view } from '../store/samples.ts';
import { claimed, depsOn, freshStore, key, readRoad, recorded, type Clock } from './support.ts';

const review = { id: 'R_1', state: 'COMMENTED', headSha: head, ours: true, body: 'Passed.' };
const checkRun = { id: 'C_1', externalId: `${id}@${head}`, title: '' };
export const reviewed = pull({ reviews: [review], checkRun });
export const good = situation({ pull: reviewed });
export const landed = { sha: 'm0000000', tree: 'tree-1', parents: [base], by: 'cadence[bot]' };
export const ownMerge = situation({ pull: { ...reviewed, state: 'merged', landed } });

/** GitHub that shows `answer` in the first look and in every reply, and `afresh` from the second look on. */
export function changing(afresh: Situation | Failure, answers: Parameters<typeof fakeGitHub>[0] = {}): Fake {
  let looked = 0;
  return fakeGitHub({
    observe: async () => {
      looked += 1;
      return looked === 1 ? good : afresh;
    },
    mutate: async (mutations) =>
      replied(looked === 1 || 'kind' in afresh ? good : afresh, ...mutations.map(() => done)),
    merge: async () => ({ kind: 'merged', sha: 'm0000000' }),
    updateBranch: async () => ({ kind: 'asked' }),
    ...answers,
  });
}

export async function merging(
  fake: Fake,
  { store, clock, changed }: { store?: Store; clock?: Clock; changed?: Partial<EngineDeps> } = {},
): Promise<{ task: Task; store: Store; kinds: string[]; ended: Awaited<ReturnType<typeof advance>> }> {
  const on = store ?? (await freshStore());
  if (!store) await recorded(on, 'Review drafted');
  const deps = depsOn(on, fake, clock, { read: readRoad, ...changed });
  const ended = await advance(deps, key, await claimed(on));
  const task = await readTask(on, key);
  if (!task) throw new Error('no task');
  const entries = await on.entries.ofTask(id);
  return {
    task,
    store: on,
    kinds: entries.slice(at('Review drafted').version).map(({ kind }) => kind),
    ended,
  };
}

export function merges({ calls }: Fake): number {
  return calls.filter(([method]) => method === 'merge').length;
}

export function looks({ calls }: Fake): number {
  return calls.filter(([method]) => method === 'observe').length;
}

/** Another task landed what was not tested. */
export async function pauses(store: Store): Promise<void> {
  await store.board.put({
    task: `${repo}#9`,
    repo,
    issue: 9,
    pull: null,
    version: 1,
    phase: 'Held',
    status: 'held',
    updatedAt: start,
    waitEvents: [],
    view: view({ held: 'landed-differs' }),
  });
}
