import { createHash } from 'node:crypto';
import { requireAccess } from '../ops/access/permit.ts';
import { isoTime, repositoryUrl } from '../payloads/urls.ts';
import { newestAttempt, workflowJobJson, workflowRunJson } from '../payloads/workflow-json.ts';
import type { Actions } from '../actions/service.ts';
import { GitHubError } from '../github-error.ts';
import type { Artifact, Job, Repository, RunAttempt, WorkflowRun } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { counted } from '../http/paginate.ts';
import type { Route, TokenRequest } from './route.ts';
import { numberParam, param, repositoryOf, tokenRoute } from './route.ts';

const actionsPath = '/repos/{owner}/{repo}/actions';
const runPath = `${actionsPath}/runs/{run_id}`;

export const actionRoutes: readonly Route[] = [
  tokenRoute(`GET ${actionsPath}/runs`, listRuns),
  tokenRoute(`GET ${runPath}`, (request) => json(workflowRunJson(request.world, runOf(request)))),
  tokenRoute(`GET ${runPath}/attempts/{attempt_number}`, (request) => {
    const run = runOf(request);
    return json(workflowRunJson(request.world, run, attemptOf(request, run)));
  }),
  tokenRoute(`GET ${runPath}/jobs`, (request) =>
    counted('jobs', jobsOf(request, runOf(request)), request.url, (job) =>
      workflowJobJson(request.world, job),
    ),
  ),
  tokenRoute(`GET ${runPath}/attempts/{attempt_number}/jobs`, (request) => {
    const { jobs } = attemptOf(request, runOf(request));
    return counted('jobs', jobs, request.url, (job) => workflowJobJson(request.world, job));
  }),
  tokenRoute(`GET ${runPath}/artifacts`, (request) => {
    const name = request.url.searchParams.get('name');
    const found = runOf(request).artifacts.filter((one) => name === null || one.name === name);
    return counted('artifacts', found, request.url, (one) => artifactJson(request.world, one));
  }),
  tokenRoute(`GET ${actionsPath}/artifacts/{artifact_id}`, (request) =>
    json(artifactJson(request.world, artifactOf(request))),
  ),
  tokenRoute(`GET ${actionsPath}/artifacts/{artifact_id}/{archive_format}`, downloadArtifact),
  tokenRoute(`GET ${actionsPath}/jobs/{job_id}`, (request) =>
    json(workflowJobJson(request.world, jobOf(request))),
  ),
  tokenRoute(`GET ${actionsPath}/jobs/{job_id}/logs`, downloadLog),
  tokenRoute(`POST ${runPath}/rerun`, rerun('all')),
  tokenRoute(`POST ${runPath}/rerun-failed-jobs`, rerun('failed')),
  tokenRoute(`POST ${runPath}/cancel`, (request) => {
    const { actions, repository, runId } = writable(request);
    actions.cancel(repository, runId);
    return json({}, 202);
  }),
];

/** `filter=all` shows the jobs of every attempt. */
function jobsOf(request: TokenRequest, run: WorkflowRun): Job[] {
  const isAll = request.url.searchParams.get('filter') === 'all';
  return isAll ? run.attempts.flatMap((attempt) => attempt.jobs) : newestAttempt(run).jobs;
}

function runOf(request: TokenRequest): WorkflowRun {
  const id = numberParam(request, 'run_id');
  const found = readable(request).workflowRuns.find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}

function readable(request: TokenRequest): Repository {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'actions', 'read');
  return repository;
}

function writable(request: TokenRequest): { actions: Actions; repository: Repository; runId: number } {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'actions', 'write');
  const { actions } = request.world;
  if (actions === null) throw new GitHubError(404, 'Not Found');
  return { actions, repository, runId: runOf(request).id };
}

function rerun(which: 'all' | 'failed'): (request: TokenRequest) => Answer {
  return (request) => {
    const { actions, repository, runId } = writable(request);
    actions.rerun(repository, runId, which, request.actor);
    return json({}, 201);
  };
}

function jobOf(request: TokenRequest): Job {
  const id = numberParam(request, 'job_id');
  const jobs = readable(request).workflowRuns.flatMap((run) =>
    run.attempts.flatMap((attempt) => attempt.jobs),
  );
  const found = jobs.find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}

function downloadLog(request: TokenRequest): Answer {
  const job = jobOf(request);
  // The log of a job that has not ended is not there yet.
  if (job.status !== 'completed') throw new GitHubError(404, 'Not Found');
  const location = request.storage.put(Buffer.from(job.log), 'text/plain; charset=utf-8', `${job.id}.txt`);
  return { kind: 'empty', status: 302, headers: { location } };
}

function artifactOf(request: TokenRequest): Artifact {
  const id = numberParam(request, 'artifact_id');
  const found = readable(request)
    .workflowRuns.flatMap((run) => run.artifacts)
    .find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}

/** docs.github.com/rest/actions/artifacts#download-an-artifact: a 302, or 410 once it has expired. */
function downloadArtifact(request: TokenRequest): Answer {
  const artifact = artifactOf(request);
  if (param(request, 'archive_format') !== 'zip') throw new GitHubError(404, 'Not Found');
  if (artifact.expiresAt <= request.world.now()) throw new GitHubError(410, 'Artifact has expired');
  const location = request.storage.put(artifact.zip, 'application/zip', `${artifact.name}.zip`);
  return { kind: 'empty', status: 302, headers: { location } };
}

function artifactJson(world: World, artifact: Artifact): Record<string, unknown> {
  const { run } = artifact;
  const url = `${repositoryUrl(world, run.repository)}/actions/artifacts/${artifact.id}`;
  return {
    id: artifact.id,
    node_id: artifact.nodeId,
    name: artifact.name,
    size_in_bytes: artifact.zip.length,
    url,
    archive_download_url: `${url}/zip`,
    expired: artifact.expiresAt <= world.now(),
    digest: `sha256:${createHash('sha256').update(artifact.zip).digest('hex')}`,
    created_at: isoTime(artifact.createdAt),
    updated_at: isoTime(artifact.createdAt),
    expires_at: isoTime(artifact.expiresAt),
    workflow_run: {
      id: run.id,
      repository_id: run.repository.id,
      head_repository_id: run.repository.id,
      head_branch: run.headBranch,
      head_sha: run.headOid,
    },
  };
}

/** docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository: newest first. */
function listRuns(request: TokenRequest): Answer {
  const query = request.url.searchParams;
  const matches = (run: WorkflowRun): boolean => {
    const { status, conclusion } = newestAttempt(run);
    const asked = query.get('status');
    return (
      (query.get('head_sha') ?? run.headOid) === run.headOid &&
      (query.get('event') ?? run.event) === run.event &&
      (query.get('branch') ?? run.headBranch) === run.headBranch &&
      Number(query.get('check_suite_id') ?? run.checkSuite.id) === run.checkSuite.id &&
      (asked === null || asked === status || asked === conclusion)
    );
  };
  const runs = readable(request).workflowRuns.filter(matches).toReversed();
  return counted('workflow_runs', runs, request.url, (run) => workflowRunJson(request.world, run));
}

function attemptOf(request: TokenRequest, run: WorkflowRun): RunAttempt {
  const number = numberParam(request, 'attempt_number');
  const found = run.attempts.find((one) => one.number === number);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}
