import type { Change, FileChange, SourceFile } from './change.ts';
import { readPythonTests, type PyTest } from '../../python/test-cases.ts';
import { readSource } from './text.ts';

/** Does pytest, by its default rules, look for tests in this file? A conftest.py is none. */
export function isTestPath(path: string): boolean {
  return /(?:^|\/)(?:test_[^/]*|[^/]*_test)\.py$/.test(path);
}

/** A test file that pytest gets to: by default it passes these folders by. */
export function isCollected(path: string): boolean {
  return (
    isTestPath(path) && !/(?:^|\/)(?:\.[^/]+|build|dist|node_modules|venv|CVS|_darcs|[^/]+\.egg)\//.test(path)
  );
}

/** Python below a folder of tests that holds no tests: helpers, fixtures, data. */
export function isTestSupport(path: string): boolean {
  return (
    path.endsWith('.py') &&
    !isTestPath(path) &&
    (/(?:^|\/)tests?\//.test(path) || /(?:^|\/)conftest\.py$/.test(path))
  );
}

/**
 * Tests and all the rest. With the tests go new files below a `test` or `tests` folder (data and helpers that new
 * tests need; a changed one may serve the old tests too, and stays with the rest). Deleted tests are no tests.
 */
export function splitTests(change: Change): { readonly tests: Change; readonly rest: Change } {
  if (!change.some(isTestFile)) return { tests: [], rest: change };
  const tests = change.filter((file) => isTestFile(file) || isTestMaterial(file));
  return { tests, rest: change.filter((file) => !tests.includes(file)) };
}

/** Pytest's node ids of the test functions and methods that a change adds or alters in more than looks. */
export function namedTests(change: Change): string[] {
  return change.filter(isTestFile).flatMap(({ path, before, after }) => {
    const known = testsOf(before);
    return [...testsOf(after).values()]
      .filter(({ id, text }) => known.get(id)?.text !== text)
      .map(({ id }) => `${path}::${id}`);
  });
}

/** The tests of a file by id; none where there is no file, or no text. */
export function testsOf(file: SourceFile | null): ReadonlyMap<string, PyTest> {
  const source = file === null ? null : readSource(file);
  return source === null ? new Map<string, PyTest>() : readPythonTests(source).tests;
}

function isTestFile({ path, kind }: FileChange): boolean {
  return kind !== 'deleted' && isTestPath(path);
}

function isTestMaterial({ path, kind }: FileChange): boolean {
  return kind === 'added' && /(?:^|\/)tests?\//.test(path) && !path.endsWith('conftest.py');
}
