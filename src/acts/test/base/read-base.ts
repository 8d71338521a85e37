/** The report of the base's job in a workflow run: one download, and nothing in it but that one file. */
import { unzipSync } from 'fflate';
import type { BaseProblem } from '../../../task/gates/tests/judge-base.ts';
import {
  baseJob,
  maxReportBytes,
  parseBaseReport,
  type BaseReport,
} from '../../../task/results/base/base-report.ts';
import type { Failure } from '../../../task/shapes/mutation.ts';
import type { Job, Run } from '../../../task/situation.ts';
import type { ActDeps } from '../../act.ts';

/** By the attempt that looked: a rerun of what failed leaves this job's artifact where it was. */
const byAttempt = /^cadence-base-\d+$/;

export type BaseReading =
  | { readonly kind: 'report'; readonly report: BaseReport }
  | { readonly kind: 'unusable'; readonly problem: BaseProblem };

/** The job of a run that looks at a change with the base's tests; null: this workflow has none. */
export function baseJobOf({ jobs }: Run): Job | null {
  return jobs.find(({ name }) => name === baseJob) ?? null;
}

export async function readBase(
  { github, redact }: Pick<ActDeps, 'github' | 'redact'>,
  run: Run,
  job: Job,
): Promise<BaseReading | Failure> {
  if (job.status !== 'completed' || job.conclusion !== 'success') return unusable('job-not-green');
  const listed = await github.artifacts(run.id);
  if (listed.kind !== 'artifacts') return listed;
  const [report, ...others] = listed.artifacts.filter(
    ({ name, createdAt }) => byAttempt.test(name) && createdAt >= (job.startedAt ?? 0),
  );
  if (!report || report.expired) return unusable('missing');
  // The job leaves one. A second is somebody else's, and nothing says which.
  if (others.length > 0 || report.size > maxReportBytes) return unusable('malformed');
  const zip = await github.artifactZip(report.id);
  if (zip.kind !== 'bytes') return zip;
  const bytes = onlyFile(zip.bytes);
  // Names and words of tests are anybody's: none of our secrets goes on from here.
  const read = bytes && parseBaseReport(new TextEncoder().encode(redact(new TextDecoder().decode(bytes))));
  return read ? { kind: 'report', report: read } : unusable('malformed');
}

/** In memory, by size before it is unfolded; null where there is not exactly one file. */
function onlyFile(zip: Uint8Array): Uint8Array | null {
  let count = 0;
  try {
    const files = unzipSync(zip, {
      filter: ({ originalSize }) => {
        count += 1;
        return count === 1 && originalSize <= maxReportBytes;
      },
    });
    const [file] = Object.values(files);
    return count === 1 && file ? file : null;
  } catch {
    return null;
  }
}

function unusable(problem: BaseProblem): BaseReading {
  return { kind: 'unusable', problem };
}
