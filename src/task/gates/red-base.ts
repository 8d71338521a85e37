/** Whether the base itself was red before the change: then a red run accuses nobody, unless a proof run told them apart. */
import type { Run, Situation } from '../situation.ts';

export function isBaseRed(situation: Situation, workflow: string): 'red' | 'not known to be red' {
  const runs = situation.baseRuns.filter(({ path, event }) => path === workflow && event === 'push');
  const latest: Run | undefined = runs.toSorted((left, right) => right.id - left.id)[0];
  return latest?.status === 'completed' && latest.conclusion === 'failure' ? 'red' : 'not known to be red';
}
