import { readConclusion, type NoConclusion } from './conclusion.ts';
import { newCases, type Brought } from './new-cases.ts';
import { fileOf, isFailure, type TestCase, type TestResults } from '../../results/test-results.ts';

/** Why a proof run says neither red nor not red. */
export type ProofProblem =
  `run-${NoConclusion}` | 'no-results' | 'nothing-named' | 'named-missing' | 'named-not-run' | 'named-broken';

/**
 * `red`: a new test at least fails for want of the change. `cases` are those that failed, `files` test files that cannot
 * be collected without it, `failed` both as people know them, with names read from source for what was not collected.
 * `passed`: new tests that pass already. `others` are what failed beside what the commit itself brings: node ids, and
 * paths of files that were not collected. Whose doing they are is asked in excuse-base.ts.
 */
export type ProofVerdict =
  | {
      kind: 'red';
      failed: string[];
      cases: string[];
      files: string[];
      passed: string[];
      others: string[];
    }
  | { kind: 'not-red'; passed: string[] }
  /** `about`: the names that the reason is about; `words/run/run-problem.ts` says it. */
  | { kind: 'unusable'; reason: ProofProblem; about: readonly string[] };

export type ProofRun = Brought & { readonly conclusion: string | null; readonly results: TestResults | null };

/** Do the new tests fail without the change, and because of its absence? */
export function judgeProof({ conclusion, results, ...brought }: ProofRun): ProofVerdict {
  const ended = readConclusion(conclusion);
  if (ended.kind === 'proves-nothing') {
    return unusable(`run-${ended.why}`);
  }
  if (results === null) return unusable('no-results');
  const { files, named } = brought;
  const edited = new Set(files.flatMap(({ path, kind }) => (kind === 'deleted' ? [] : [path])));
  const uncollected = results.collectionErrors.filter(({ file }) => edited.has(file));
  const broken = uncollected.find(({ kind }) => kind !== 'import');
  if (broken !== undefined) return unusable('named-broken', broken.file, broken.message);
  const brings = newCases(results, brought);
  const helpless = brings.find(lacksFixture);
  if (helpless !== undefined) return unusable('named-broken', helpless.id);
  const cases = brings.filter(isFailure).map(({ id }) => id);
  const passed = brings.filter(({ outcome }) => outcome === 'passed').map(({ id }) => id);
  const missing = uncollected.map(({ file }) => file);
  if (cases.length + missing.length > 0) {
    const failed = [...cases, ...missing.flatMap((file) => namesIn(file, named))];
    const others = othersOf(results, new Set(brings), edited);
    return { kind: 'red', failed, cases, files: missing, passed, others };
  }
  if (passed.length > 0) return { kind: 'not-red', passed };
  return nothingRan(brings, named);
}

function nothingRan(brings: readonly TestCase[], named: readonly string[]): ProofVerdict {
  const [idle] = brings;
  if (idle !== undefined) return unusable('named-not-run', idle.id, idle.outcome);
  const [name] = named;
  return name === undefined ? unusable('nothing-named') : unusable('named-missing', name);
}

function namesIn(file: string, named: readonly string[]): string[] {
  const names = named.filter((name) => fileOf(name) === file);
  return names.length > 0 ? names : [file];
}

/** No change outside the tests adds a fixture: such a test would stay red forever. */
function lacksFixture(one: TestCase): boolean {
  return one.outcome === 'error' && /^E\s+fixture '.*' not found$/mu.test(one.detail);
}

/** What the commit brings answers for itself; but a test in a file that it edits may be the base's own. */
function othersOf(
  results: TestResults,
  brings: ReadonlySet<TestCase>,
  edited: ReadonlySet<string>,
): string[] {
  const tests = results.cases.filter((one) => isFailure(one) && !brings.has(one)).map(({ id }) => id);
  const uncollected = results.collectionErrors.map(({ file }) => file).filter((file) => !edited.has(file));
  return [...tests, ...uncollected];
}

function unusable(
  reason: ProofProblem,
  ...about: readonly string[]
): Extract<ProofVerdict, { kind: 'unusable' }> {
  return { kind: 'unusable', reason, about };
}
