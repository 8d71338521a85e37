import type { Annotation, JobStep } from '../../state/check-parts.ts';
import type { Scope, Status } from '../expression/evaluate-expression.ts';
import type { Value } from '../expression/value.ts';
import type { Combination } from '../workflow/expand-matrix.ts';
import type { Workflow, WorkflowJob } from '../workflow/workflow.ts';
import type { GithubVariables } from './base-environment.ts';
import type { Host } from './find-host.ts';
import type { JobLog } from './job-log.ts';
import type { Workspace } from './workspace.ts';

/** One job to run; knows nothing of the world. */
export type JobOrder = {
  readonly workflow: Workflow;
  readonly job: WorkflowJob;
  readonly matrix: Combination;
  /** The contexts `github` and `needs`. */
  readonly github: { readonly [key: string]: Value };
  readonly needs: Value;
  readonly variables: GithubVariables;
  readonly source: CheckoutSource;
  /** `taken` is the new artefact's id. */
  readonly keepArtifact: (name: string, zip: Uint8Array, onConflict: 'refuse' | 'replace') => ArtifactKept;
  /** The steps so far, after each change. */
  readonly onSteps: (steps: readonly JobStep[]) => void;
  /** Somebody cancelled the run: steps with always() and cancelled() still run. */
  readonly cancel: AbortSignal;
};

type CheckoutSource = {
  readonly gitDir: string;
  readonly repository: string;
  readonly oid: string;
  /** `refs/heads/main` or `refs/pull/7/merge`. */
  readonly ref: string;
};

export type ArtifactKept = { readonly kind: 'taken'; readonly id: number } | { readonly kind: 'exists' };

export type RunnerSettings = {
  /** Scratch space; jobs make and remove their own directories in it. */
  readonly dir: string;
  /** What a minute of `timeout-minutes` lasts. */
  readonly minuteMs: number;
  /** From SIGTERM to SIGKILL. */
  readonly graceMs: number;
  readonly maxLogBytes: number;
  readonly now: () => Date;
  /** The simulator ends: everything is killed. */
  readonly kill: AbortSignal;
};

/** What changes while a job runs. */
export type JobSession = {
  readonly order: JobOrder;
  readonly settings: RunnerSettings;
  readonly host: Host;
  readonly workspace: Workspace;
  readonly log: JobLog;
  /** The runner's own variables, and what steps wrote to $GITHUB_ENV. */
  readonly environment: Record<string, string>;
  /** The context `env`: of the workflow, the job, and $GITHUB_ENV. */
  readonly env: Record<string, string>;
  readonly stepResults: Record<string, Value>;
  readonly annotations: Annotation[];
  status: Exclude<Status, 'skipped'>;
  /** From `::stop-commands::`, until it is said again. */
  resumeWord: string | null;
};

/** https://docs.github.com/en/actions/reference/workflows-and-actions/contexts */
export function scopeOf(session: JobSession, stepEnv: Readonly<Record<string, string>> = {}): Scope {
  const { order, workspace, environment } = session;
  return {
    status: session.status,
    contexts: {
      github: { ...order.github, workspace: workspace.source, job: order.job.id },
      env: { ...session.env, ...stepEnv },
      matrix: order.matrix,
      needs: order.needs,
      steps: session.stepResults,
      job: { status: session.status },
      runner: {
        os: environment['RUNNER_OS'] ?? '',
        arch: environment['RUNNER_ARCH'] ?? '',
        name: environment['RUNNER_NAME'] ?? '',
        temp: workspace.temp,
        tool_cache: workspace.temp,
      },
      strategy: {},
      secrets: {},
      vars: {},
      inputs: {},
    },
  };
}

export function failWith(session: JobSession, message: string): void {
  session.log.write(`##[error]${message}`);
  session.annotations.push({
    path: '.github',
    startLine: 1,
    endLine: 1,
    startColumn: null,
    endColumn: null,
    level: 'failure',
    message,
    title: null,
    rawDetails: null,
  });
}
