import { changeCheckRun, changeSuite, openCheckRun } from '../../ops/checks/checks.ts';
import { emitWorkflowJob, emitWorkflowRun } from '../../ops/checks/workflow-events.ts';
import type { Annotation, CheckConclusion } from '../../state/check-parts.ts';
import type { Job, RunAttempt, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';

// What the rest of the world sees of a run: jobs and their check runs, the suite, webhooks.

/** A queued job; its check run has the same id. */
export function openJob(
  world: World,
  run: WorkflowRun,
  attempt: RunAttempt,
  { name, labels }: { name: string; labels: readonly string[] },
): Job {
  const checkRun = openCheckRun(world, run.checkSuite, { name, status: 'queued' });
  const { owner, name: repository } = run.repository;
  const page = `${world.url}/${owner.login}/${repository}/actions/runs/${run.id}/job/${checkRun.id}`;
  checkRun.detailsUrl = page;
  const job: Job = {
    id: checkRun.id,
    nodeId: checkRun.nodeId,
    run,
    attempt: attempt.number,
    name,
    labels: [...labels],
    status: 'queued',
    conclusion: null,
    createdAt: world.now(),
    startedAt: null,
    completedAt: null,
    steps: [],
    log: '',
    checkRun,
  };
  attempt.jobs.push(job);
  emitWorkflowJob(world, job, 'queued');
  return job;
}

/** The first job to start sets its run in motion. */
export function startJob(world: World, run: WorkflowRun, attempt: RunAttempt, job: Job): void {
  const at = world.now();
  if (attempt.status !== 'in_progress') {
    Object.assign(attempt, { status: 'in_progress', startedAt: at, updatedAt: at });
    changeSuite(world, run.checkSuite, { status: 'in_progress', conclusion: null });
    emitWorkflowRun(world, run, 'in_progress');
  }
  Object.assign(job, { status: 'in_progress', startedAt: at });
  changeCheckRun(world, job.checkRun, { status: 'in_progress', startedAt: at });
  emitWorkflowJob(world, job, 'in_progress');
}

export function endJob(
  world: World,
  job: Job,
  conclusion: CheckConclusion,
  { log, annotations }: { readonly log: string; readonly annotations: readonly Annotation[] },
): void {
  const at = world.now();
  Object.assign(job, {
    status: 'completed',
    conclusion,
    annotations,
    completedAt: at,
    startedAt: job.startedAt ?? at,
    log,
  });
  changeCheckRun(world, job.checkRun, {
    status: 'completed',
    conclusion,
    annotations,
    completedAt: at,
    startedAt: job.startedAt ?? at,
  });
  emitWorkflowJob(world, job, 'completed');
}

export function endAttempt(
  world: World,
  run: WorkflowRun,
  attempt: RunAttempt,
  conclusion: CheckConclusion,
): void {
  Object.assign(attempt, { status: 'completed', conclusion, updatedAt: world.now() });
  changeSuite(world, run.checkSuite, { status: 'completed', conclusion });
  emitWorkflowRun(world, run, 'completed');
}
