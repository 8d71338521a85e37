import { associatedPulls } from '../ops/checks/check-queries.ts';
import type { Workflow } from '../state/check-parts.ts';
import type { Job, RunAttempt, WorkflowRun } from '../state/repository.ts';
import type { World } from '../world.ts';
import { headCommitJson } from './pushed-commit-json.ts';
import { pullStub } from './pull-json.ts';
import { repositoryJson } from './repository-json.ts';
import { isoTime, isoTimeOrNull, repositoryHtmlUrl, repositoryUrl } from './urls.ts';
import { userJson } from './user-json.ts';

export function workflowJson(world: World, workflow: Workflow, run: WorkflowRun): Record<string, unknown> {
  const url = `${repositoryUrl(world, run.repository)}/actions/workflows/${workflow.id}`;
  const htmlUrl = `${repositoryHtmlUrl(world, run.repository)}/blob/${run.repository.defaultBranch}/${workflow.path}`;
  return {
    id: workflow.id,
    node_id: workflow.nodeId,
    name: workflow.name,
    path: workflow.path,
    state: workflow.state,
    created_at: isoTime(workflow.createdAt),
    updated_at: isoTime(workflow.updatedAt),
    url,
    html_url: htmlUrl,
    badge_url: `${repositoryHtmlUrl(world, run.repository)}/workflows/${encodeURIComponent(workflow.name)}/badge.svg`,
  };
}

/** The attempt shown is the newest, unless another is given (GET …/attempts/{n}). */
export function workflowRunJson(
  world: World,
  run: WorkflowRun,
  attempt = newestAttempt(run),
): Record<string, unknown> {
  const { repository } = run;
  const url = `${repositoryUrl(world, repository)}/actions/runs/${run.id}`;
  const workflowUrl = `${repositoryUrl(world, repository)}/actions/workflows/${run.workflow.id}`;
  const previous = attempt.number > 1 ? `${url}/attempts/${attempt.number - 1}` : null;
  return {
    id: run.id,
    name: run.name,
    node_id: run.nodeId,
    check_suite_id: run.checkSuite.id,
    check_suite_node_id: run.checkSuite.nodeId,
    head_branch: run.headBranch,
    head_sha: run.headOid,
    path: run.path,
    display_title: run.displayTitle,
    run_number: run.runNumber,
    event: run.event,
    status: attempt.status,
    conclusion: attempt.conclusion,
    workflow_id: run.workflow.id,
    url,
    html_url: `${repositoryHtmlUrl(world, repository)}/actions/runs/${run.id}`,
    pull_requests: associatedPulls(repository, run.headOid).map((pull) => pullStub(world, pull)),
    created_at: isoTime(run.createdAt),
    updated_at: isoTime(attempt.updatedAt),
    actor: userJson(world, run.actor),
    run_attempt: attempt.number,
    referenced_workflows: [],
    run_started_at: isoTime(attempt.startedAt),
    triggering_actor: userJson(world, attempt.triggeringActor),
    jobs_url: `${url}/jobs`,
    logs_url: `${url}/logs`,
    check_suite_url: `${repositoryUrl(world, repository)}/check-suites/${run.checkSuite.id}`,
    artifacts_url: `${url}/artifacts`,
    cancel_url: `${url}/cancel`,
    rerun_url: `${url}/rerun`,
    previous_attempt_url: previous,
    workflow_url: workflowUrl,
    head_commit: headCommitJson(repository, run.headOid),
    repository: repositoryJson(world, repository),
    head_repository: repositoryJson(world, run.pulls[0]?.head.repository ?? repository),
  };
}

export function newestAttempt(run: WorkflowRun): RunAttempt {
  const attempt = run.attempts.at(-1);
  if (!attempt) throw new Error(`workflow run ${run.id} has no attempt`);
  return attempt;
}

export function workflowJobJson(world: World, job: Job): Record<string, unknown> {
  const { run } = job;
  const root = `${repositoryUrl(world, run.repository)}/actions`;
  const htmlUrl = `${repositoryHtmlUrl(world, run.repository)}/actions/runs/${run.id}/job/${job.id}`;
  const runner = job.startedAt === null ? null : 'local';
  return {
    id: job.id,
    run_id: run.id,
    workflow_name: run.name,
    head_branch: run.headBranch,
    run_url: `${root}/runs/${run.id}`,
    run_attempt: job.attempt,
    node_id: job.nodeId,
    head_sha: run.headOid,
    url: `${root}/jobs/${job.id}`,
    html_url: htmlUrl,
    status: job.status,
    conclusion: job.conclusion,
    created_at: isoTime(job.createdAt),
    started_at: isoTime(job.startedAt ?? job.createdAt),
    completed_at: isoTimeOrNull(job.completedAt),
    name: job.name,
    steps: job.steps.map((step) => ({
      name: step.name,
      status: step.status,
      conclusion: step.conclusion,
      number: step.number,
      started_at: isoTimeOrNull(step.startedAt),
      completed_at: isoTimeOrNull(step.completedAt),
    })),
    check_run_url: `${repositoryUrl(world, run.repository)}/check-runs/${job.checkRun.id}`,
    labels: job.labels,
    runner_id: runner === null ? null : 1,
    runner_name: runner,
    runner_group_id: runner === null ? null : 1,
    runner_group_name: runner === null ? null : 'default',
  };
}
