import { readConclusion, type NoConclusion } from './conclusion.ts';
import type { CommitFile } from './name-clash.ts';
import { fileOf } from './ran-before.ts';
import { isCaseOf, isFailure, type TestCase, type TestResults } from '../results/test-results.ts';

/** Why a proof run says neither red nor not red. */
export type ProofProblem =
  `run-${NoConclusion}` | 'no-results' | 'nothing-named' | 'named-missing' | 'named-not-run' | 'named-broken';

/**
 * `red`: every named test fails on the base's code. `others` are what failed beside what the commit itself brings: node
 * ids, and paths of files that were not collected. Whose doing they are is asked in excuse-base.ts.
 */
export type ProofVerdict =
  | { kind: 'red'; failed: string[]; others: string[] }
  | { kind: 'not-red'; passed: string[] }
  /** `about`: the names that the reason is about; `words/run/run-problem.ts` says it. */
  | { kind: 'unusable'; reason: ProofProblem; about: readonly string[] };

export type ProofRun = {
  conclusion: string | null;
  results: TestResults | null;
  /** Node ids of the new tests; a test without its parameters stands for all of its cases. */
  named: readonly string[];
  /** The files of the commit with the new tests. */
  files: readonly CommitFile[];
};

/** Do the new tests fail without the change, and because of its absence? */
export function judgeProof({ conclusion, results, named, files }: ProofRun): ProofVerdict {
  const ended = readConclusion(conclusion);
  if (ended.kind === 'proves-nothing') {
    return unusable(`run-${ended.why}`);
  }
  if (results === null) return unusable('no-results');
  if (named.length === 0) return unusable('nothing-named');
  const looks = named.map((name) => lookAt(name, results));
  const passed = looks.flatMap((look) => (look.kind === 'passed' ? look.ids : []));
  if (passed.length > 0) return { kind: 'not-red', passed };
  const broken = looks.find((look) => look.kind === 'unusable');
  if (broken !== undefined) return broken;
  return { kind: 'red', failed: looks.flatMap(failedIds), others: others(results, named, files) };
}

type Look = { kind: 'failed' | 'passed'; ids: string[] } | Extract<ProofVerdict, { kind: 'unusable' }>;

function lookAt(name: string, results: TestResults): Look {
  const file = fileOf(name);
  const uncollected = results.collectionErrors.find((error) => error.file === file);
  if (uncollected?.kind === 'import') return { kind: 'failed', ids: [name] };
  if (uncollected !== undefined) {
    return unusable('named-broken', file, uncollected.message);
  }
  const cases = results.cases.filter(({ id }) => isCaseOf(id, name));
  if (cases.length === 0) return unusable('named-missing', name);
  const passed = cases.filter(({ outcome }) => outcome === 'passed');
  if (passed.length > 0) return { kind: 'passed', ids: passed.map(({ id }) => id) };
  const idle = cases.find((one) => !isFailure(one));
  if (idle !== undefined) return unusable('named-not-run', idle.id, idle.outcome);
  const helpless = cases.find(lacksFixture);
  if (helpless !== undefined) {
    return unusable('named-broken', helpless.id);
  }
  return { kind: 'failed', ids: cases.map(({ id }) => id) };
}

/** No change outside the tests adds a fixture: such a test would stay red forever. */
function lacksFixture(one: TestCase): boolean {
  return one.outcome === 'error' && /^E\s+fixture '.*' not found$/mu.test(one.detail);
}

function failedIds(look: Look): string[] {
  return look.kind === 'failed' ? look.ids : [];
}

/** What the commit adds or edits answers for itself; but a test in a file that it edits may be the base's own. */
function others(results: TestResults, named: readonly string[], files: readonly CommitFile[]): string[] {
  const edited = new Set([...named.map((name) => fileOf(name)), ...files.map(({ path }) => path)]);
  const added = new Set(files.filter(({ kind }) => kind === 'added').map(({ path }) => path));
  const tests = results.cases
    .filter((one) => isFailure(one) && !added.has(fileOf(one.id)))
    .map(({ id }) => id)
    .filter((id) => !named.some((name) => isCaseOf(id, name)));
  const uncollected = results.collectionErrors.map(({ file }) => file).filter((file) => !edited.has(file));
  return [...tests, ...uncollected];
}

function unusable(
  reason: ProofProblem,
  ...about: readonly string[]
): Extract<ProofVerdict, { kind: 'unusable' }> {
  return { kind: 'unusable', reason, about };
}
