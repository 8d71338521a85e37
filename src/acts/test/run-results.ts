/** What pytest said in a workflow run: the JUnit artifact of the run's latest attempt, else the job's log. */
import { unzipSync } from 'fflate';
import { parseJUnit } from '../../task/results/junit.ts';
import { parsePytestLog } from '../../task/results/pytest-log.ts';
import { mergeResults, type TestResults } from '../../task/results/test-results.ts';
import { missingResults, resultsProblem } from '../../words/run/results-problem.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { RunArtifact } from '../../task/shapes/run-files.ts';
import type { Run } from '../../task/situation.ts';
import type { ActDeps, GitHub } from '../act.ts';

export type RunResults = {
  readonly kind: 'results';
  readonly attempt: number;
  readonly results: TestResults | null;
  /** Why there are none, for people. */
  readonly problem: string | null;
};

/** The workflow that Cadence ships names its artifact by the attempt, which GraphQL does not tell. */
const byAttempt = /^cadence-pytest-(\d+)$/;
const most = { zip: 32 * 1024 * 1024, unzipped: 64 * 1024 * 1024, files: 200 };

export async function readResults(github: GitHub, run: Run, job: string): Promise<RunResults | Failure> {
  const listed = await github.artifacts(run.id);
  if (listed.kind !== 'artifacts') return listed;
  const named = listed.artifacts.flatMap((artifact) => {
    const attempt = byAttempt.exec(artifact.name)?.[1];
    return attempt ? [{ artifact, attempt: Number(attempt) }] : [];
  });
  const attempt = Math.max(0, ...named.map((one) => one.attempt));
  if (attempt > 0) {
    const started = latestStart(run);
    const chosen = named.filter((one) => one.attempt === attempt && one.artifact.createdAt >= started);
    return fromArtifacts(
      github,
      attempt,
      chosen.map(({ artifact }) => artifact),
    );
  }
  return fromForeignWorkflow(github, run, job, listed.artifacts);
}

/** The same, without any secret of ours: names and words of tests are anybody's. */
export async function readRedacted(
  { github, redact }: Pick<ActDeps, 'github' | 'redact'>,
  run: Run,
  job: string,
): Promise<RunResults | Failure> {
  const read = await readResults(github, run, job);
  if (read.kind !== 'results') return read;
  const { results, problem } = read;
  return {
    ...read,
    results: results && (JSON.parse(redact(JSON.stringify(results))) as TestResults),
    problem: problem && redact(problem),
  };
}

/** What an attempt of a run before its latest left behind: the shipped workflow's report, else the job's log. */
export async function readAttempt(
  github: GitHub,
  runId: number,
  attempt: number,
  job: string,
): Promise<RunResults | Failure> {
  const listed = await github.artifacts(runId);
  if (listed.kind !== 'artifacts') return listed;
  const named = listed.artifacts.filter(({ name }) => Number(byAttempt.exec(name)?.[1]) === attempt);
  return named.length > 0 ? fromArtifacts(github, attempt, named) : fromLog(github, runId, attempt, job);
}

/** An artifact that is older than the jobs whose end we read belongs to an attempt before. */
function latestStart(run: Run): number {
  const starts = run.jobs.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  return starts.length > 0 ? Math.min(...starts) : 0;
}

async function fromForeignWorkflow(
  github: GitHub,
  run: Run,
  job: string,
  artifacts: readonly RunArtifact[],
): Promise<RunResults | Failure> {
  const facts = await github.run(run.id);
  if (facts.kind !== 'run') return facts;
  const fresh = artifacts.filter(
    (artifact) => /junit|pytest|test/i.test(artifact.name) && artifact.createdAt >= facts.startedAt,
  );
  if (fresh.length > 0) {
    const read = await fromArtifacts(github, facts.attempt, fresh);
    if (read.kind !== 'results' || read.results) return read;
  }
  return fromLog(github, run.id, facts.attempt, job);
}

async function fromArtifacts(
  github: GitHub,
  attempt: number,
  artifacts: readonly RunArtifact[],
): Promise<RunResults | Failure> {
  const all: TestResults[] = [];
  for (const artifact of artifacts) {
    if (artifact.expired || artifact.size > most.zip)
      return none(attempt, missingResults({ kind: 'unreadable', artifact: artifact.name }));
    const zip = await github.artifactZip(artifact.id);
    if (zip.kind !== 'bytes') return zip;
    const found = reports(zip.bytes);
    if (typeof found === 'string')
      return none(attempt, missingResults({ kind: found, artifact: artifact.name }));
    for (const xml of found) {
      const parsed = parseJUnit(xml);
      if (parsed.kind === 'unusable') return none(attempt, resultsProblem(parsed));
      all.push(parsed.results);
    }
  }
  const results = mergeResults(all);
  return results
    ? { kind: 'results', attempt, results, problem: null }
    : none(attempt, missingResults({ kind: 'no-report' }));
}

async function fromLog(
  github: GitHub,
  runId: number,
  attempt: number,
  job: string,
): Promise<RunResults | Failure> {
  const listed = await github.jobs(runId, attempt);
  if (listed.kind !== 'jobs') return listed;
  const all: TestResults[] = [];
  for (const { id } of listed.jobs.filter(({ name }) => name === job || name.startsWith(`${job} (`))) {
    const log = await github.jobLog(id);
    if (log.kind === 'refused' && log.status === 413)
      return none(attempt, missingResults({ kind: 'log-too-large' }));
    if (log.kind !== 'text') return log;
    const parsed = parsePytestLog(log.text);
    if (parsed.kind === 'unusable') return none(attempt, resultsProblem(parsed));
    all.push(parsed.results);
  }
  const results = mergeResults(all);
  return results
    ? { kind: 'results', attempt, results, problem: null }
    : none(attempt, missingResults({ kind: 'no-log', job }));
}

/**
 * XML files of a zip, in memory: its names go nowhere near a disk, and it cannot unfold without bound. All of them or
 * none: the one left out might be the one that fails.
 */
function reports(zip: Uint8Array): Uint8Array[] | 'too-large' | 'ambiguous' {
  let total = 0;
  let count = 0;
  const isSmall = (): boolean => count <= most.files && total <= most.unzipped;
  try {
    const files = unzipSync(zip, {
      filter: ({ name, originalSize }) => {
        if (!name.endsWith('.xml')) return false;
        count += 1;
        total += originalSize;
        return isSmall();
      },
    });
    // Two of one name: the first would be lost.
    if (isSmall() && Object.keys(files).length < count) return 'ambiguous';
    return isSmall() ? Object.values(files) : 'too-large';
  } catch {
    return [];
  }
}

function none(attempt: number, problem: string): RunResults {
  return { kind: 'results', attempt, results: null, problem };
}
