/** What only REST tells of Actions: attempts, jobs, logs and artifacts of a workflow run. */
import { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';
import { splitRepo } from '../../task/names.ts';
import type { ArtifactsReply, Bytes, JobsReply, LogReply, RunReply } from '../../task/shapes/run-files.ts';
import { download } from '../transport/download.ts';
import type { RestDeps } from './rest-deps.ts';
import { readCost } from '../transport/meter.ts';
import { readPages } from '../transport/read-pages.ts';
import { parseAnswer } from '../transport/parse-answer.ts';

const megabyte = 1_048_576;
const at = z.string().transform((text) => Date.parse(text));
const runSchema = z.object({ run_attempt: z.number(), run_started_at: at });
const artifact = z.object({
  id: z.number(),
  name: z.string(),
  expired: z.boolean(),
  created_at: at,
  size_in_bytes: z.number(),
});
const artifactPage = z.object({ artifacts: z.array(artifact) }).transform((page) => page.artifacts);
const jobPage = z
  .object({ jobs: z.array(z.object({ id: z.number(), name: z.string() })) })
  .transform((page) => page.jobs);

export async function run(deps: RestDeps, runId: number): Promise<RunReply | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  const reply = await deps.transport.perform(deps.access, deps.meter, {
    effect: 'read',
    cost: readCost,
    send: (request) =>
      request('GET /repos/{owner}/{repo}/actions/runs/{run_id}', { owner, repo: name, run_id: runId }),
  });
  if (reply.kind !== 'answer') return reply;
  const read = parseAnswer(runSchema, reply.value.data, `workflow run ${runId}`);
  if (read.kind !== 'shaped') return read;
  return { kind: 'run', attempt: read.value.run_attempt, startedAt: read.value.run_started_at };
}

export async function artifacts(deps: RestDeps, runId: number): Promise<ArtifactsReply | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  const read = await readPages(deps, artifactPage, (request, paging) =>
    request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts', {
      owner,
      repo: name,
      run_id: runId,
      ...paging,
    }),
  );
  if (read.kind !== 'items') return read;
  const found = read.items.map((one) => ({
    id: one.id,
    name: one.name,
    expired: one.expired,
    createdAt: one.created_at,
    size: one.size_in_bytes,
  }));
  return { kind: 'artifacts', artifacts: found };
}

export async function jobs(deps: RestDeps, runId: number, attempt: number): Promise<JobsReply | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  const read = await readPages(deps, jobPage, (request, paging) =>
    request('GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs', {
      owner,
      repo: name,
      run_id: runId,
      attempt_number: attempt,
      ...paging,
    }),
  );
  return read.kind === 'items' ? { kind: 'jobs', jobs: read.items } : read;
}

export function artifactZip(deps: RestDeps, id: number): Promise<Bytes | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  return download(
    deps,
    (request) =>
      request('GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}', {
        owner,
        repo: name,
        artifact_id: id,
        archive_format: 'zip',
        request: { redirect: 'manual' },
      }),
    64 * megabyte,
  );
}

/** A whole log, or none of it: `refused` with status 413 where it is larger than 32 MB. */
export async function jobLog(deps: RestDeps, jobId: number): Promise<LogReply | Failure> {
  const { owner, name } = splitRepo(deps.repo);
  const read = await download(
    deps,
    (request) =>
      request('GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs', {
        owner,
        repo: name,
        job_id: jobId,
        request: { redirect: 'manual' },
      }),
    32 * megabyte,
  );
  return read.kind === 'bytes' ? { kind: 'text', text: new TextDecoder().decode(read.bytes) } : read;
}
