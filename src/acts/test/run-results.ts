/** What pytest said in a workflow run: the JUnit artifact of the run's latest attempt, else the job's log. */
import type { TreePaths } from '../../task/results/case-names.ts';
import { parseJUnit } from '../../task/results/junit.ts';
import { parsePytestLog } from '../../task/results/pytest-log.ts';
import { mergeResults, type TestResults } from '../../task/results/test-results.ts';
import { missingResults, resultsProblem } from '../../words/run/results-problem.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { RunArtifact } from '../../task/shapes/run-files.ts';
import type { Run } from '../../task/situation.ts';
import type { ActDeps, GitHub } from '../act.ts';
import { maxZipBytes, xmlFiles } from './xml-files.ts';

export type RunResults = {
  readonly kind: 'results';
  readonly attempt: number;
  readonly results: TestResults | null;
  /** Why there are none, for people. */
  readonly problem: string | null;
};

/** The workflow that Cadence ships names its artifact by the attempt, which GraphQL does not tell. */
const byAttempt = /^cadence-pytest-(\d+)$/;
/** Of an artifact whose name does not speak of tests: such are looked into where no other has a report. */
const maxUnnamed = { artifacts: 4, bytes: 2 * 1024 * 1024 };

/** `paths`: of the tree that was tested; reports name their tests by ends of them. */
export type RunReader = { readonly github: GitHub; readonly job: string; readonly paths: TreePaths };

export async function readResults(reader: RunReader, run: Run): Promise<RunResults | Failure> {
  const listed = await reader.github.artifacts(run.id);
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
      reader,
      attempt,
      chosen.map(({ artifact }) => artifact),
    );
  }
  return fromForeignWorkflow(reader, run, listed.artifacts);
}

/** The same, without any secret of ours: names and words of tests are anybody's. */
export async function readRedacted(
  reader: RunReader,
  redact: ActDeps['redact'],
  run: Run,
): Promise<RunResults | Failure> {
  const read = await readResults(reader, run);
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
  reader: RunReader,
  runId: number,
  attempt: number,
): Promise<RunResults | Failure> {
  const listed = await reader.github.artifacts(runId);
  if (listed.kind !== 'artifacts') return listed;
  const named = listed.artifacts.filter(({ name }) => Number(byAttempt.exec(name)?.[1]) === attempt);
  return named.length > 0 ? fromArtifacts(reader, attempt, named) : fromLog(reader, runId, attempt);
}

/** An artifact that is older than the jobs whose end we read belongs to an attempt before. */
function latestStart(run: Run): number {
  const starts = run.jobs.flatMap(({ startedAt }) => (startedAt === null ? [] : [startedAt]));
  return starts.length > 0 ? Math.min(...starts) : 0;
}

/** Somebody's own workflow: whatever it calls its artifacts, what is in them tells a report. */
async function fromForeignWorkflow(
  reader: RunReader,
  run: Run,
  artifacts: readonly RunArtifact[],
): Promise<RunResults | Failure> {
  const facts = await reader.github.run(run.id);
  if (facts.kind !== 'run') return facts;
  const fresh = artifacts.filter(
    ({ name, createdAt }) => createdAt >= facts.startedAt && !name.startsWith('cadence-'),
  );
  const speaking = fresh.filter(({ name }) => /junit|pytest|test/i.test(name));
  const others = fresh
    .filter((artifact) => !speaking.includes(artifact) && artifact.size <= maxUnnamed.bytes)
    .toSorted((one, other) => one.size - other.size)
    .slice(0, maxUnnamed.artifacts);
  for (const chosen of [speaking, others]) {
    if (chosen.length === 0) continue;
    const read = await fromArtifacts(reader, facts.attempt, chosen);
    if (read.kind !== 'results' || read.results) return read;
  }
  return fromLog(reader, run.id, facts.attempt);
}

async function fromArtifacts(
  { github, paths }: RunReader,
  attempt: number,
  artifacts: readonly RunArtifact[],
): Promise<RunResults | Failure> {
  const all: TestResults[] = [];
  for (const artifact of artifacts) {
    if (artifact.expired || artifact.size > maxZipBytes)
      return none(attempt, missingResults({ kind: 'unreadable', artifact: artifact.name }));
    const zip = await github.artifactZip(artifact.id);
    if (zip.kind !== 'bytes') return zip;
    const found = xmlFiles(zip.bytes);
    if (typeof found === 'string')
      return none(attempt, missingResults({ kind: found, artifact: artifact.name }));
    for (const xml of found) {
      const parsed = parseJUnit(xml, paths);
      if (parsed.kind === 'unusable') return none(attempt, resultsProblem(parsed));
      if (parsed.kind === 'results') all.push(parsed.results);
    }
  }
  const results = mergeResults(all);
  return results
    ? { kind: 'results', attempt, results, problem: null }
    : none(attempt, missingResults({ kind: 'no-report' }));
}

async function fromLog(
  { github, job, paths }: RunReader,
  runId: number,
  attempt: number,
): Promise<RunResults | Failure> {
  const listed = await github.jobs(runId, attempt);
  if (listed.kind !== 'jobs') return listed;
  const all: TestResults[] = [];
  for (const { id } of listed.jobs.filter(({ name }) => name === job || name.startsWith(`${job} (`))) {
    const log = await github.jobLog(id);
    if (log.kind === 'refused' && log.status === 413)
      return none(attempt, missingResults({ kind: 'log-too-large' }));
    if (log.kind !== 'text') return log;
    const parsed = parsePytestLog(log.text, paths);
    if (parsed.kind === 'unusable') return none(attempt, resultsProblem(parsed));
    all.push(parsed.results);
  }
  const results = mergeResults(all);
  return results
    ? { kind: 'results', attempt, results, problem: null }
    : none(attempt, missingResults({ kind: 'no-log', job }));
}

function none(attempt: number, problem: string): RunResults {
  return { kind: 'results', attempt, results: null, problem };
}
