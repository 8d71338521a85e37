import { readConclusion, type NoConclusion } from './conclusion.ts';
import { failureSignature } from '../results/failure-signature.ts';
import { lostTests, type RanBefore } from './ran-before.ts';
import { failureIds, isCaseOf, isFailure, type TestCase, type TestResults } from '../results/test-results.ts';

/** Why a run is no evidence, neither green nor red. */
export type EvidenceProblem =
  | `run-${NoConclusion}`
  | `job-${NoConclusion}`
  | 'not-completed'
  | 'job-missing'
  | 'job-failed'
  | 'other-job-failed'
  | 'no-results'
  | 'nothing-passed'
  | 'fewer-passed'
  | 'named-missing'
  | 'named-not-run';

export type EvidenceVerdict =
  | { kind: 'green'; passed: number; exempted: string[] }
  /** `failed` holds node ids, and paths of files that were not collected; `failures` what pytest said. */
  | { kind: 'red'; failed: string[]; failures: TestCase[] }
  /** Nothing failed that counts, but these ran before the change and do not any more. */
  | { kind: 'lost'; failed: string[]; failures: TestCase[] }
  /** `about`: the names or numbers that the reason is about; `words/run/run-problem.ts` says it. */
  | { kind: 'unusable'; reason: EvidenceProblem; about: readonly string[] };

export type EvidenceRun = {
  run: {
    status: string;
    conclusion: string | null;
    jobs: readonly { name: string; status: string; conclusion: string | null }[];
  };
  /** Name of the job that runs the tests; of a matrix, all of its jobs (`pytest (3.12)`). */
  job: string;
  results: TestResults | null;
  /** What the proof run saw failing on the base's own account. */
  exempt: readonly string[];
  /** Node ids of the new tests. */
  named: readonly string[];
  /** What ran in the proof run; null: there was none, or it was written down before this was kept. */
  before: RanBefore | null;
  /** The paths that the change touches. */
  touched: readonly string[];
};

/** Is this run of the exact head green? Whatever is absent, unknown or not run counts as not green. */
export function judgeEvidence(given: EvidenceRun): EvidenceVerdict {
  const { run, job, results } = given;
  if (run.status !== 'completed') return unusable('not-completed');
  const ended = readConclusion(run.conclusion);
  if (ended.kind === 'proves-nothing') {
    return unusable(`run-${ended.why}`);
  }
  const jobs = run.jobs.filter(({ name }) => name === job || name.startsWith(`${job} (`));
  if (jobs.length === 0) return unusable('job-missing', job);
  for (const { name, status, conclusion } of jobs) {
    const state = readConclusion(status === 'completed' ? conclusion : null);
    if (state.kind === 'proves-nothing') {
      return unusable(`job-${state.why}`, name);
    }
  }
  if (results === null) return unusable('no-results');
  const red = findRed(results, given);
  if (red !== null) return red;
  return (
    judgeJobs(given, jobs) ??
    judgeNamed(results, given.named) ??
    judgeBefore(results, given) ??
    green(results)
  );
}

function findRed(results: TestResults, { exempt, named, before }: EvidenceRun): EvidenceVerdict | null {
  const presumed = new Map(before?.presumed.map(({ id, signature }) => [id, signature]));
  // What nobody saw failing on the base itself is excused where it fails just as it did, and not otherwise.
  const differs = new Set(
    results.cases
      .filter((one) => presumed.has(one.id) && presumed.get(one.id) !== failureSignature([one]))
      .map(({ id }) => id),
  );
  // A new test is never exempt, whatever the proof run listed.
  const excused = new Set(
    exempt.filter(
      (id) => !differs.has(id) && !named.some((name) => isCaseOf(id, name) || name.startsWith(`${id}::`)),
    ),
  );
  const failed = failureIds(results).filter((id) => !excused.has(id));
  if (failed.length === 0) return null;
  const wanted = new Set(failed);
  const failures = results.cases.filter((one) => isFailure(one) && wanted.has(one.id));
  const uncollected = results.collectionErrors
    .filter(({ file }) => wanted.has(file))
    .map(({ file, message, detail }): TestCase => ({ id: file, outcome: 'error', message, detail }));
  return { kind: 'red', failed, failures: [...failures, ...uncollected] };
}

/** No test outside the exempt ones failed. Do the conclusions agree? */
function judgeJobs({ run, results }: EvidenceRun, jobs: EvidenceRun['run']['jobs']): EvidenceVerdict | null {
  const failed = jobs.find(({ conclusion }) => conclusion !== 'success');
  if (failed !== undefined) {
    // Exempt failures explain one red job. In a matrix they could hide that another job crashed.
    const explained = jobs.length === 1 && results !== null && failureIds(results).length > 0;
    if (!explained) return unusable('job-failed', failed.name);
  }
  if (run.conclusion === 'success') return null;
  const other = run.jobs.find((one) => !jobs.includes(one) && !isHarmless(one));
  if (other !== undefined) return unusable('other-job-failed', other.name);
  return failed === undefined ? unusable('job-failed') : null;
}

function isHarmless({ conclusion }: { conclusion: string | null }): boolean {
  return conclusion === 'success' || conclusion === 'skipped';
}

function judgeNamed(results: TestResults, named: readonly string[]): EvidenceVerdict | null {
  for (const name of named) {
    const cases = results.cases.filter(({ id }) => isCaseOf(id, name));
    if (cases.length === 0) return unusable('named-missing', name);
    const idle = cases.find(({ outcome }) => outcome !== 'passed');
    if (idle !== undefined) return unusable('named-not-run', idle.id);
  }
  return null;
}

function judgeBefore(results: TestResults, { before, exempt, touched }: EvidenceRun): EvidenceVerdict | null {
  if (before === null) return null;
  const lost = lostTests(before, exempt, results, touched);
  if (lost.length > 0) return { kind: 'lost', failed: lost.map(({ id }) => id), failures: lost };
  const then = before.passed.length + before.unnamedPassed;
  const passed = passesIn(results);
  // Where a log names no passes, their number is all there is to compare.
  if (before.unnamedPassed === 0 || passed >= then) return null;
  return unusable('fewer-passed', `${then}`, `${passed}`);
}

function passesIn(results: TestResults): number {
  return results.cases.filter(({ outcome }) => outcome === 'passed').length + results.unnamedPassed;
}

function green(results: TestResults): EvidenceVerdict {
  const passed = passesIn(results);
  if (passed === 0) return unusable('nothing-passed');
  return { kind: 'green', passed, exempted: failureIds(results) };
}

function unusable(reason: EvidenceProblem, ...about: readonly string[]): EvidenceVerdict {
  return { kind: 'unusable', reason, about };
}
