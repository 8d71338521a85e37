import type { Annotation, CheckConclusion, JobStep } from '../../state/check-parts.ts';
import { interpolateValue } from '../expression/interpolate.ts';
import { InvalidExpression } from '../expression/evaluate-expression.ts';
import { toNumber } from '../expression/value.ts';
import { baseEnvironment } from './base-environment.ts';
import type { Host } from './find-host.ts';
import { endOrphans, trackingVariable } from './end-orphans.ts';
import { createJobLog } from './job-log.ts';
import { failWith, scopeOf, type JobOrder, type JobSession, type RunnerSettings } from './job-session.ts';
import { interpolateAll, runStep, stepName } from './run-step.ts';
import { createWorkspace, writeRunnerFile, type Workspace } from './workspace.ts';

export type JobResult = {
  readonly conclusion: 'success' | 'failure' | 'cancelled';
  /** Cancelled by its own time limit rather than by somebody. */
  readonly isOverTime: boolean;
  readonly outputs: Readonly<Record<string, string>>;
  readonly log: string;
  readonly annotations: readonly Annotation[];
};

/** Runs the steps of a job in a workspace of its own, which is removed afterwards. */
export async function runJob(order: JobOrder, host: Host, settings: RunnerSettings): Promise<JobResult> {
  const name = order.source.repository.split('/')[1] ?? 'repository';
  const workspace = await createWorkspace(settings.dir, name, host);
  const overTime = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  try {
    const session = await openSession(order, host, settings, workspace);
    const { steps, begin, end } = stepBook(session);
    begin('Set up job');
    session.log.write(`Current runner version: 'local'`);
    session.log.write(`Job is about to start running on the runner: local (${order.job.runsOn.join(', ')})`);
    end('success');
    let outputs: Record<string, string> = {};
    try {
      const minutes = toNumber(interpolateValue(order.job.timeoutMinutes, scopeOf(session)));
      // A timer holds no more than 2^31 ms.
      timer = setTimeout(() => overTime.abort(), Math.min(minutes * settings.minuteMs, 2 ** 31 - 1));
      Object.assign(session.env, interpolateAll(order.workflow.env, scopeOf(session)));
      Object.assign(session.env, interpolateAll(order.job.env, scopeOf(session)));
      const timeLimit = AbortSignal.any([order.cancel, overTime.signal, settings.kill]);
      for (const step of order.job.steps) {
        // Cancelled between two steps.
        if (timeLimit.aborted) session.status = 'cancelled';
        begin(stepName(step, scopeOf(session)));
        end(await runStep(session, step, steps.length, timeLimit));
      }
      outputs = interpolateAll(order.job.outputs, scopeOf(session));
    } catch (error) {
      if (!(error instanceof InvalidExpression)) throw error;
      failWith(session, `The template is not valid. ${error.message}`);
      session.status = 'failure';
      if (steps.at(-1)?.status !== 'completed') end('failure');
    }
    if (overTime.signal.aborted)
      failWith(session, `The job has exceeded the maximum execution time of ${order.job.timeoutMinutes}m0s`);
    begin('Complete job');
    session.log.write('Cleaning up orphan processes');
    end('success');
    return {
      conclusion: session.status,
      isOverTime: session.status === 'cancelled' && overTime.signal.aborted,
      outputs,
      log: session.log.text(),
      annotations: session.annotations,
    };
  } finally {
    clearTimeout(timer);
    await endOrphans(workspace.dir);
    await workspace.remove();
  }
}

async function openSession(
  order: JobOrder,
  host: Host,
  settings: RunnerSettings,
  workspace: Workspace,
): Promise<JobSession> {
  const event = await writeRunnerFile(workspace, 'event.json', JSON.stringify(order.github['event'] ?? {}));
  const variables = { ...order.variables, GITHUB_EVENT_PATH: event, GITHUB_JOB: order.job.id };
  const environment = { ...baseEnvironment(host, workspace, variables), [trackingVariable]: workspace.dir };
  return {
    order,
    settings,
    host,
    workspace,
    log: createJobLog(settings.now, settings.maxLogBytes),
    environment,
    env: {},
    stepResults: {},
    annotations: [],
    status: 'success',
    resumeWord: null,
  };
}

/** The list of steps as the jobs API shows it. */
function stepBook({ order, settings }: JobSession): {
  readonly steps: JobStep[];
  readonly begin: (name: string) => void;
  readonly end: (conclusion: CheckConclusion) => void;
} {
  const steps: JobStep[] = [];
  const { now } = settings;
  function begin(name: string): void {
    const number = steps.length + 1;
    steps.push({
      number,
      name,
      status: 'in_progress',
      conclusion: null,
      startedAt: now(),
      completedAt: null,
    });
    order.onSteps(steps);
  }
  function end(conclusion: CheckConclusion): void {
    const step = steps.at(-1);
    if (step) Object.assign(step, { status: 'completed', conclusion, completedAt: now() });
    order.onSteps(steps);
  }
  return { steps, begin, end };
}
