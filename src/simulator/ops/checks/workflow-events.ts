import {
  newestAttempt,
  workflowJobJson,
  workflowJson,
  workflowRunJson,
} from '../../payloads/workflow-json.ts';
import type { Job, WorkflowRun } from '../../state/repository.ts';
import type { World } from '../../world.ts';

/** docs.github.com/webhooks/webhook-events-and-payloads#workflow_run */
export function emitWorkflowRun(
  world: World,
  run: WorkflowRun,
  action: 'requested' | 'in_progress' | 'completed',
): void {
  const fields = {
    workflow_run: workflowRunJson(world, run),
    workflow: workflowJson(world, run.workflow, run),
  };
  const sender = newestAttempt(run).triggeringActor;
  world.hooks.emit({ event: 'workflow_run', action, repository: run.repository, sender, fields });
}

/** docs.github.com/webhooks/webhook-events-and-payloads#workflow_job */
export function emitWorkflowJob(
  world: World,
  job: Job,
  action: 'queued' | 'in_progress' | 'completed',
): void {
  const fields = { workflow_job: workflowJobJson(world, job) };
  const sender = newestAttempt(job.run).triggeringActor;
  world.hooks.emit({ event: 'workflow_job', action, repository: job.run.repository, sender, fields });
}
