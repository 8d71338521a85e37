import type { CheckConclusion } from '../../state/check-parts.ts';
import { isConditionMet } from '../expression/interpolate.ts';
import { runJob, type JobResult } from '../runner/run-job.ts';
import type { WorkflowJob } from '../workflow/workflow.ts';
import { endAttempt, endJob, startJob } from './run-board.ts';
import { githubContext, githubVariables } from './github-context.ts';
import { keepArtifact } from './keep-artifact.ts';
import { openJobs, scopeBefore, type AttemptOrder, type Combined, type OpenedJob } from './open-jobs.ts';
import { needsContext, runConclusion, worst, type JobOutcome, type Outcomes } from './outcome.ts';

/**
 * Shows the jobs that can start as queued at once; `finish` runs them one after the other (GitHub would run them side
 * by side) and opens what they were needed for.
 */
export function openAttemptJobs(order: AttemptOrder): {
  readonly outcomes: Outcomes;
  readonly finish: () => Promise<void>;
} {
  const { world, run, attempt, workflow, cancel } = order;
  const outcomes = new Map<string, JobOutcome>(order.kept);
  const opened: OpenedJob[] = [];
  const seen = new Set<string>(order.kept.keys());

  function nextReady(): WorkflowJob | null {
    const waiting = workflow.jobs.filter(({ id }) => !seen.has(id));
    return waiting.find(({ needs }) => needs.every((need) => outcomes.has(need))) ?? null;
  }

  function openReady(): void {
    for (let ready = nextReady(); ready; ready = nextReady()) {
      seen.add(ready.id);
      const job = openJobs(order, ready, outcomes);
      if (job.kind === 'opened') opened.push(job.value);
      else outcomes.set(ready.id, job.outcome);
    }
  }

  async function finish(): Promise<void> {
    for (let next = opened.shift(); next; next = opened.shift()) {
      outcomes.set(next.definition.id, await runCombinations(order, next, outcomes));
      openReady();
    }
    const found: CheckConclusion = runConclusion(outcomes);
    const conclusion = cancel.aborted && found !== 'failure' ? 'cancelled' : found;
    endAttempt(world, run, attempt, conclusion);
  }

  openReady();
  return { outcomes, finish };
}

/** Without `fail-fast: false` the first failure cancels the other combinations. */
async function runCombinations(
  order: AttemptOrder,
  opened: OpenedJob,
  outcomes: Outcomes,
): Promise<JobOutcome> {
  const { definition, combinations } = opened;
  const results: JobOutcome['result'][] = [];
  const outputs: Record<string, string> = {};
  let isTolerated = true;
  let isBroken = false;
  for (const combined of combinations) {
    if (isBroken || isGivenUp(order, definition, outcomes)) {
      endJob(order.world, combined.job, 'cancelled', { log: '', annotations: [] });
      results.push('cancelled');
      continue;
    }
    const result = await runOne(order, definition, combined, outcomes);
    Object.assign(outputs, result.outputs);
    results.push(result.conclusion);
    if (result.conclusion !== 'failure') continue;
    isTolerated &&= combined.mayFail;
    isBroken ||= !combined.mayFail && combined.isFailFast;
  }
  const result = worst(results);
  const jobs = combinations.map(({ job }) => job);
  return { result, outputs, isTolerated: isTolerated && result === 'failure', jobs };
}

/** In a cancelled run only a job starts whose condition still holds, such as always(). */
function isGivenUp(order: AttemptOrder, definition: WorkflowJob, outcomes: Outcomes): boolean {
  if (!order.cancel.aborted) return false;
  const scope = scopeBefore(order, needsContext(definition, outcomes), 'cancelled');
  return !isConditionMet(definition.condition, scope);
}

async function runOne(
  { world, host, settings, run, attempt, event, workflow, cancel, timeoutConclusion }: AttemptOrder,
  definition: WorkflowJob,
  { job, matrix }: Combined,
  outcomes: Outcomes,
): Promise<JobResult> {
  startJob(world, run, attempt, job);
  const github = githubContext(world, run, attempt, event);
  const { owner, name, gitDir } = run.repository;
  const result = await runJob(
    {
      workflow,
      job: definition,
      matrix,
      github,
      needs: needsContext(definition, outcomes),
      variables: githubVariables(github),
      source: { gitDir, repository: `${owner.login}/${name}`, oid: event.checkoutOid, ref: event.ref },
      keepArtifact: (artifact, zip, onConflict) =>
        keepArtifact(world, run, attempt, { name: artifact, zip, onConflict }),
      onSteps: (steps) => (job.steps = [...steps]),
      // A job that starts in a cancelled run, by always(), is not cancelled itself.
      cancel: cancel.aborted ? new AbortController().signal : cancel,
    },
    await host(),
    settings,
  );
  const isTimeout = result.isOverTime && !cancel.aborted;
  endJob(world, job, isTimeout ? timeoutConclusion : result.conclusion, result);
  return result;
}
