import type { Change, FileChange, SourceFile } from './change.ts';
import { readPythonTests, type PyTestFile } from '../../python/test-cases.ts';
import { defaultRules, type TestRules } from '../../python/test-rules.ts';
import { readSource } from './text.ts';

/** Does pytest look for tests in this file? A conftest.py is none. */
export function isTestPath(path: string, rules: TestRules = defaultRules): boolean {
  return rules.isTest(path);
}

/** Python below a folder of tests that holds no tests: helpers, fixtures, data. */
export function isTestSupport(path: string, rules: TestRules = defaultRules): boolean {
  return (
    path.endsWith('.py') &&
    !rules.isTest(path) &&
    (/(?:^|\/)tests?\//.test(path) || /(?:^|\/)conftest\.py$/.test(path))
  );
}

/**
 * Tests and all the rest. With the tests go new files below a `test` or `tests` folder (data and helpers that new
 * tests need; a changed one may serve the old tests too, and stays with the rest). Deleted tests are no tests.
 */
export function splitTests(
  change: Change,
  rules: TestRules,
): { readonly tests: Change; readonly rest: Change } {
  if (!change.some((file) => isTestFile(file, rules))) return { tests: [], rest: change };
  const tests = change.filter((file) => isTestFile(file, rules) || isTestMaterial(file));
  return { tests, rest: change.filter((file) => !tests.includes(file)) };
}

/** Whether a test file says other than before, in more than looks: whatever its tests are called when they run. */
export function bringsTests(change: Change, rules: TestRules): boolean {
  return change.some((file) => {
    if (!isTestFile(file, rules)) return false;
    const after = readTests(file.after, file.path, rules);
    return after !== null && sayOf(readTests(file.before, file.path, rules)) !== sayOf(after);
  });
}

/** What a change does to tests, by pytest's node ids as far as source tells them. */
export type TestEdits = {
  /** Added, or altered in more than looks. */
  readonly named: string[];
  /** Left as they are, in files that the change touches. */
  readonly kept: string[];
  readonly gone: string[];
  /** Those of the named that were there before. */
  readonly altered: string[];
};

export function testEdits(change: Change, rules: TestRules): TestEdits {
  const edits: TestEdits = { named: [], kept: [], gone: [], altered: [] };
  for (const { path, before, after } of change) {
    if (!rules.isTest(path)) continue;
    const then = readTests(before, path, rules)?.tests;
    const read = readTests(after, path, rules);
    const now = read?.tests;
    // Whose tests these are then, source alone does not tell: another class may inherit them.
    const isUntold = read?.skips.some(({ name }) => name === '__test__') === true;
    for (const { id, text } of now?.values() ?? []) {
      const known = then?.get(id);
      if (known?.text === text) edits.kept.push(`${path}::${id}`);
      else if (!isUntold) edits.named.push(`${path}::${id}`);
      if (known !== undefined && known.text !== text) edits.altered.push(`${path}::${id}`);
    }
    for (const id of then?.keys() ?? []) if (now?.has(id) !== true) edits.gone.push(`${path}::${id}`);
  }
  return edits;
}

/** Pytest's node ids of the test functions and methods that a change adds or alters in more than looks. */
export function namedTests(change: Change, rules: TestRules): string[] {
  return testEdits(change, rules).named;
}

function readTests(file: SourceFile | null, path: string, rules: TestRules): PyTestFile | null {
  const source = file === null ? null : readSource(file);
  return source === null ? null : readPythonTests(source, rules.names(path));
}

function sayOf(file: PyTestFile | null): string {
  if (file === null) return '';
  return [file.around, ...[...file.tests.values()].map(({ text }) => text)].join('\n').trim();
}

function isTestFile({ path, kind }: FileChange, rules: TestRules): boolean {
  return kind !== 'deleted' && rules.isTest(path);
}

function isTestMaterial({ path, kind }: FileChange): boolean {
  return kind === 'added' && /(?:^|\/)tests?\//.test(path) && !path.endsWith('conftest.py');
}
