/** Whether the base itself was red before the change: then a red run accuses nobody, unless a proof run told them apart. */
import { readConclusion } from './conclusion.ts';
import type { Run, Situation } from '../../situation.ts';

/** False also where it is not known. */
export function isBaseRed(situation: Situation, workflow: string): boolean {
  const runs = situation.baseRuns.filter(({ path, event }) => path === workflow && event === 'push');
  const latest: Run | undefined = runs.toSorted((left, right) => right.id - left.id)[0];
  return latest?.status === 'completed' && latest.conclusion === 'failure';
}

/** The run of exactly this base commit, where there is one that has ended and says something; the tip's are known. */
export function baseRun(situation: Situation, workflow: string, base: string): Run | null {
  const latest: Run | undefined = situation.baseRuns
    .filter(({ path, event, headSha }) => path === workflow && event === 'push' && headSha === base)
    .toSorted((left, right) => right.id - left.id)[0];
  if (latest?.status !== 'completed') return null;
  return readConclusion(latest.conclusion).kind === 'proves-nothing' ? null : latest;
}
