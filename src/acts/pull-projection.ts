/** The pull request's body as a view of the task: written when it is opened, and corrected where it shows less. */
import { pullBody, pullKey, pullWork } from '../words/pull/pull-body.ts';
import { pullKeyIn } from '../words/pull/pull-marker.ts';
import type { Change } from '../patch/change/change.ts';
import type { Mutation } from '../task/shapes/mutation.ts';
import type { Situation } from '../task/situation.ts';
import type { OnBranch, Task } from '../task/task.ts';
import type { ActDeps } from './act.ts';
import type { AuthorisedIssue } from './artefacts/authorised-issue.ts';
import { readSpec } from './artefacts/spec-artefact.ts';
import { readChange, wholeChange } from './artefacts/stored-change.ts';

/** Nothing where it is up to date, and where it is a person's: their pull request, or a text that they have edited. */
export async function pullProjection(
  deps: Pick<ActDeps, 'read'>,
  task: Task,
  frozen: AuthorisedIssue,
  { pull }: Situation,
): Promise<readonly Mutation[]> {
  const key = pullKey(task);
  if (key === null || pull?.state !== 'open' || pull.headRef !== frozen.branch || pull.crossRepository)
    return [];
  const shown = pullKeyIn(task.id, pull.body);
  if (shown === null || shown === key) return [];
  return [{ do: 'updatePull', pullId: pull.id, body: await bodyOf(deps, task, frozen) }];
}

/** The body once the pull request of the task is open. */
export async function bodyOf(
  deps: Pick<ActDeps, 'read'>,
  task: Task,
  frozen: AuthorisedIssue,
): Promise<string> {
  const active = pullWork(task);
  if (!active?.branch) throw new Error('a pull request of a task without a branch');
  const spec = await readSpec(deps, active.work.spec);
  return pullBody({ task, frozen, spec, change: await changeOn(deps, active.branch) });
}

async function changeOn(deps: Pick<ActDeps, 'read'>, { tests, change }: OnBranch): Promise<Change | null> {
  const last = change ?? tests;
  const stored = last && (await readChange(deps, last.change));
  if (!stored) return null;
  return change ? wholeChange(deps, tests, stored.change) : stored.change;
}
