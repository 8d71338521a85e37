import { readJobEnd, type JobEnd } from '../../task/results/job-end.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { RunReader } from './run-results.ts';

const unknown: JobEnd = { by: 'another step', lines: [] };

/** Why a job of a run failed, from its log. A log that is gone or too large says nothing; what GitHub did not answer is asked for again. */
export async function readEnd(
  { github }: Pick<RunReader, 'github'>,
  runId: number,
  attempt: number,
  name: string,
): Promise<JobEnd | Failure> {
  const listed = await github.jobs(runId, attempt);
  if (listed.kind === 'unknown' || listed.kind === 'limited') return listed;
  const job = listed.kind === 'jobs' ? listed.jobs.find((one) => one.name === name) : undefined;
  if (!job) return unknown;
  const log = await github.jobLog(job.id);
  if (log.kind === 'unknown' || log.kind === 'limited') return log;
  return log.kind === 'text' ? readJobEnd(log.text) : unknown;
}
