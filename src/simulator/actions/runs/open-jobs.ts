import type { CheckConclusion } from '../../state/check-parts.ts';
import type { Job, RunAttempt, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import type { Scope } from '../expression/evaluate-expression.ts';
import { interpolate, interpolateValue, isConditionMet } from '../expression/interpolate.ts';
import { InvalidExpression } from '../expression/evaluate-expression.ts';
import type { Value } from '../expression/value.ts';
import type { Host } from '../runner/find-host.ts';
import type { RunnerSettings } from '../runner/job-session.ts';
import { interpolateFlag } from '../runner/run-step.ts';
import { combinationSuffix, expandMatrix, type Combination } from '../workflow/expand-matrix.ts';
import type { Workflow, WorkflowJob } from '../workflow/workflow.ts';
import { endJob, openJob } from './run-board.ts';
import { githubContext } from './github-context.ts';
import { needsContext, statusBefore, type JobOutcome, type Outcomes } from './outcome.ts';
import type { RunEvent } from './run-event.ts';

export type AttemptOrder = {
  readonly world: World;
  readonly host: () => Promise<Host>;
  readonly settings: RunnerSettings;
  readonly run: WorkflowRun;
  readonly attempt: RunAttempt;
  readonly event: RunEvent;
  readonly workflow: Workflow;
  /** Of the attempt before, for a rerun of the failed jobs alone. */
  readonly kept: ReadonlyMap<string, JobOutcome>;
  readonly cancel: AbortSignal;
  readonly timeoutConclusion: 'cancelled' | 'timed_out';
};

export type OpenedJob = {
  readonly definition: WorkflowJob;
  readonly combinations: readonly Combined[];
};

/** A job of the world with its matrix values. */
export type Combined = {
  readonly job: Job;
  readonly matrix: Combination;
  readonly mayFail: boolean;
  readonly isFailFast: boolean;
};

export type Opening =
  | { readonly kind: 'opened'; readonly value: OpenedJob }
  | { readonly kind: 'over'; readonly outcome: JobOutcome };

/** A job whose condition does not hold is over at once, as skipped: GitHub shows it without its matrix. */
export function openJobs(order: AttemptOrder, definition: WorkflowJob, outcomes: Outcomes): Opening {
  const { world, run, attempt, workflow, cancel } = order;
  const status = cancel.aborted ? 'cancelled' : statusBefore(definition, workflow.jobs, outcomes);
  const scope = scopeBefore(order, needsContext(definition, outcomes), status);
  const open = (name: string): Job => openJob(world, run, attempt, { name, labels: definition.runsOn });
  const over = (result: CheckConclusion & JobOutcome['result'], log: string): Opening => {
    const job = open(definition.name ?? definition.id);
    endJob(world, job, result, { log, annotations: [] });
    return { kind: 'over', outcome: { result, outputs: {}, isTolerated: false, jobs: [job] } };
  };
  try {
    if (!isConditionMet(definition.condition, scope))
      return over(cancel.aborted ? 'cancelled' : 'skipped', '');
    const combinations = combinationsOf(definition, scope).map((matrix) => {
      const full = { ...scope, contexts: { ...scope.contexts, matrix } };
      const mayFail = interpolateFlag(definition.continueOnError, full);
      const isFailFast = interpolateFlag(definition.strategy?.failFast ?? 'true', full);
      return { job: open(jobName(definition, matrix, full)), matrix, mayFail, isFailFast };
    });
    return { kind: 'opened', value: { definition, combinations } };
  } catch (error) {
    if (error instanceof InvalidExpression) return over('failure', error.message);
    throw error;
  }
}

/** Where a job's own settings are read. */
export function scopeBefore(order: AttemptOrder, needs: Value, status: Scope['status']): Scope {
  const github = githubContext(order.world, order.run, order.attempt, order.event);
  return { status, contexts: { github, needs, vars: {}, inputs: {} } };
}

function combinationsOf({ strategy }: WorkflowJob, scope: Scope): Combination[] {
  if (!strategy) return [{}];
  const written = strategy.matrix;
  const matrix =
    typeof written === 'string' ? interpolateValue(written, scope) : deepValue(written as Value, scope);
  return expandMatrix(matrix);
}

/** Expressions may stand anywhere in a matrix. */
function deepValue(value: Value, scope: Scope): Value {
  if (typeof value === 'string') return interpolateValue(value, scope);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((element: Value) => deepValue(element, scope));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, Value]) => [key, deepValue(inner, scope)]),
  );
}

function jobName({ name, id }: WorkflowJob, matrix: Combination, scope: Scope): string {
  if (name?.includes('${{')) return interpolate(name, scope);
  return `${name ?? id}${combinationSuffix(matrix)}`;
}
