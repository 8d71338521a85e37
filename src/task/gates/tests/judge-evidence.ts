import { readConclusion, type NoConclusion } from './conclusion.ts';
import { failureSignature } from '../../results/failure-signature.ts';
import { judgeNew } from './judge-new.ts';
import { functionOf } from './new-cases.ts';
import { lostTests, type RanBefore, type SeenEdits } from './ran-before.ts';
import { steadyNames } from '../../results/steady-names.ts';
import { steady } from '../../results/steady.ts';
import {
  failureIds,
  fileOf,
  isFailure,
  type TestCase,
  type TestResults,
} from '../../results/test-results.ts';

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
  /** What fails on the base's own account. */
  exempt: readonly string[];
  /** Node ids of the new tests as read from source: a hint. What counts is whether their files show in the results. */
  named: readonly string[];
  /** What ran before the change; null: nothing is known of it. */
  before: RanBefore | null;
  /** What the change does to tests. */
  seen: SeenEdits;
  /** Files in which the base has changed tests since `before`. */
  moved?: readonly string[];
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
  return judgeJobs(given, jobs) ?? judgeNew(results, given) ?? judgeBefore(results, given) ?? green(results);
}

function findRed(results: TestResults, { exempt, named, before }: EvidenceRun): EvidenceVerdict | null {
  const presumed = new Map<string, Set<string>>();
  for (const { id, signature } of before?.presumed ?? [])
    presumed.set(steady(id), (presumed.get(steady(id)) ?? new Set<string>()).add(signature));
  // What nobody saw failing on the base itself is excused where it fails just as it did, and not otherwise.
  const differs = new Set(
    results.cases
      .filter((one) => presumed.get(steady(one.id))?.has(failureSignature([one])) === false)
      .map(({ id }) => id),
  );
  const excused = steadyNames(exempt);
  const fresh = new Set([...(before?.red ?? []), ...(before?.uncollected ?? [])].map(steady));
  const files = new Set(named.map(fileOf));
  const tests = new Set(named);
  // A new test is never exempt, whatever the run before listed.
  const isNew = (id: string): boolean => fresh.has(steady(id)) || files.has(id) || tests.has(functionOf(id));
  const isExcused = (id: string): boolean => !differs.has(id) && !isNew(id) && excused.take(id);
  const failed = failureIds(results).filter((id) => !isExcused(id));
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

function judgeBefore(results: TestResults, given: EvidenceRun): EvidenceVerdict | null {
  const { before, exempt, seen, moved } = given;
  if (before === null) return null;
  const passed = passesIn(results);
  const then = before.passed.length + before.unnamedPassed;
  // Where a log names no passes, their number is all there is to compare; what failed in the proof passes beside them.
  if (before.unnamedPassed > 0 || results.unnamedPassed > 0) {
    const wanted = then + before.red.length + before.uncollected.length;
    return passed >= wanted ? null : unusable('fewer-passed', `${wanted}`, `${passed}`);
  }
  const lost = lostTests(before, exempt, results, seen, moved);
  return lost.length > 0 ? { kind: 'lost', failed: lost.map(({ id }) => id), failures: lost } : null;
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
