import type { CheckConclusion } from '../../state/check-parts.ts';
import type { Job } from '../../state/repository.ts';
import type { Status } from '../expression/evaluate-expression.ts';
import type { Value } from '../expression/value.ts';
import type { WorkflowJob } from '../workflow/workflow.ts';

/** What became of a job of the file, over all its matrix combinations. */
export type JobOutcome = {
  readonly result: 'success' | 'failure' | 'cancelled' | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  /** Its failure does not fail the run. */
  readonly isTolerated: boolean;
  /** One of each matrix combination. */
  readonly jobs: readonly Job[];
};

export type Outcomes = ReadonlyMap<string, JobOutcome>;

/** What success() and failure() say to a job: they look at everything that it needs, however far back. */
export function statusBefore(job: WorkflowJob, jobs: readonly WorkflowJob[], outcomes: Outcomes): Status {
  const results = ancestors(job, jobs).map((id) => {
    const outcome = outcomes.get(id);
    return outcome?.isTolerated ? 'success' : outcome?.result;
  });
  if (results.includes('failure')) return 'failure';
  return results.every((result) => result === 'success') ? 'success' : 'skipped';
}

function ancestors(job: WorkflowJob, jobs: readonly WorkflowJob[]): string[] {
  const found = new Set<string>();
  const waiting = [...job.needs];
  for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
    if (found.has(id)) continue;
    found.add(id);
    waiting.push(...(jobs.find((other) => other.id === id)?.needs ?? []));
  }
  return [...found];
}

/** The context `needs`. */
export function needsContext(job: WorkflowJob, outcomes: Outcomes): Value {
  return Object.fromEntries(
    job.needs.map((id) => [
      id,
      { result: outcomes.get(id)?.result ?? 'skipped', outputs: outcomes.get(id)?.outputs ?? {} },
    ]),
  );
}

/** The worst of a job's combinations. */
export function worst(results: readonly JobOutcome['result'][]): JobOutcome['result'] {
  return (
    (['failure', 'cancelled', 'success'] as const).find((result) => results.includes(result)) ?? 'skipped'
  );
}

export function runConclusion(outcomes: Outcomes): CheckConclusion {
  return worst(
    [...outcomes.values()].map(({ result, isTolerated }) =>
      isTolerated && result === 'failure' ? 'success' : result,
    ),
  );
}

/** Jobs that a rerun of the failed ones leaves alone: successful or skipped, and not behind one that runs again. */
export function keptOnRerun(jobs: readonly WorkflowJob[], outcomes: Outcomes): string[] {
  const isGood = (id: string): boolean =>
    ['success', 'skipped'].includes(outcomes.get(id)?.result ?? 'failure');
  return jobs.filter((job) => isGood(job.id) && ancestors(job, jobs).every(isGood)).map(({ id }) => id);
}
