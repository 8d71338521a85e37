import { readConclusion, saysNothing, type NoConclusion } from './conclusion.ts';
import { failureIds, isCaseOf, isFailure, type TestCase, type TestResults } from './test-results.ts';

/** Why a proof run says neither red nor not red. */
export type ProofProblem =
  `run-${NoConclusion}` | 'no-results' | 'nothing-named' | 'named-missing' | 'named-not-run' | 'named-broken';

/**
 * `red`: every named test fails on the base's code. `baseFailures` are what else failed: node ids,
 * and paths of files that were not collected; they are exempt when the evidence is judged.
 */
export type ProofVerdict =
  | { kind: 'red'; failed: string[]; baseFailures: string[] }
  | { kind: 'not-red'; passed: string[] }
  | { kind: 'unusable'; reason: ProofProblem; message: string };

export type ProofRun = {
  conclusion: string | null;
  results: TestResults | null;
  /** Node ids of the new tests; a test without its parameters stands for all of its cases. */
  named: readonly string[];
};

/** Do the new tests fail without the change, and because of its absence? */
export function judgeProof({ conclusion, results, named }: ProofRun): ProofVerdict {
  const ended = readConclusion(conclusion);
  if (ended.kind === 'proves-nothing') {
    return unusable(`run-${ended.why}`, saysNothing('The run of the new tests', ended.why));
  }
  if (results === null) return unusable('no-results', 'The run of the new tests left no results to read.');
  if (named.length === 0)
    return unusable('nothing-named', 'No new test is named, so none can be seen failing.');
  const looks = named.map((name) => lookAt(name, results));
  const passed = looks.flatMap((look) => (look.kind === 'passed' ? look.ids : []));
  if (passed.length > 0) return { kind: 'not-red', passed };
  const broken = looks.find((look) => look.kind === 'unusable');
  if (broken !== undefined) return broken;
  return { kind: 'red', failed: looks.flatMap(failedIds), baseFailures: baseFailures(results, named) };
}

type Look = { kind: 'failed' | 'passed'; ids: string[] } | Extract<ProofVerdict, { kind: 'unusable' }>;

function lookAt(name: string, results: TestResults): Look {
  const file = fileOf(name);
  const uncollected = results.collectionErrors.find((error) => error.file === file);
  if (uncollected?.kind === 'import') return { kind: 'failed', ids: [name] };
  if (uncollected !== undefined) {
    return unusable(
      'named-broken',
      `${file} cannot be collected, and not for want of the change: ${uncollected.message}`,
    );
  }
  const cases = results.cases.filter(({ id }) => isCaseOf(id, name));
  if (cases.length === 0) return unusable('named-missing', `The results do not name the new test ${name}.`);
  const passed = cases.filter(({ outcome }) => outcome === 'passed');
  if (passed.length > 0) return { kind: 'passed', ids: passed.map(({ id }) => id) };
  const idle = cases.find((one) => !isFailure(one));
  if (idle !== undefined) return unusable('named-not-run', `The new test ${idle.id} ${notRun(idle)}.`);
  const helpless = cases.find(lacksFixture);
  if (helpless !== undefined) {
    return unusable('named-broken', `The new test ${helpless.id} asks for a fixture that does not exist.`);
  }
  return { kind: 'failed', ids: cases.map(({ id }) => id) };
}

function notRun(one: TestCase): string {
  return one.outcome === 'xfailed' ? 'is expected to fail' : 'was skipped';
}

/** No change outside the tests adds a fixture: such a test would stay red for ever. */
function lacksFixture(one: TestCase): boolean {
  return one.outcome === 'error' && /^E\s+fixture '.*' not found$/mu.test(one.detail);
}

function failedIds(look: Look): string[] {
  return look.kind === 'failed' ? look.ids : [];
}

function baseFailures(results: TestResults, named: readonly string[]): string[] {
  const namedFiles = new Set(named.map((name) => fileOf(name)));
  return failureIds(results).filter((id) => !namedFiles.has(id) && !named.some((name) => isCaseOf(id, name)));
}

function fileOf(name: string): string {
  return name.split('::', 1)[0] ?? name;
}

function unusable(reason: ProofProblem, message: string): Extract<ProofVerdict, { kind: 'unusable' }> {
  return { kind: 'unusable', reason, message };
}
