import type { Change, FileChange } from './change.ts';
import { readPythonTests, type PyTest, type PyTestFile, type SkipMark } from './python-tests.ts';
import type { ScreenFinding } from './screen-finding.ts';
import { isTestPath } from './test-files.ts';
import { readSource } from './text.ts';

const none: PyTestFile = { tests: new Map(), skips: [] };

/** Tests that stood at the base and prove less after the change: gone, skipped, with fewer assertions. */
export function screenTests(change: Change): ScreenFinding[] {
  const files = change
    .filter(({ path }) => isTestPath(path))
    .map((file) => ({ file, before: read(file, 'before'), after: read(file, 'after') }));
  // A test that goes on under another name or in another file is still run.
  const elsewhere = new Set(
    files.flatMap(({ before, after }) =>
      [...after.tests.values()].filter(({ id }) => !before.tests.has(id)).map(({ body }) => body),
    ),
  );
  return files.flatMap(({ file, before, after }) =>
    [...before.tests.values()]
      .flatMap((test) => weakened(file, test, after.tests.get(test.id), elsewhere))
      .concat(newSkips(file.path, before, after)),
  );
}

function weakened(
  { path }: FileChange,
  test: PyTest,
  now: PyTest | undefined,
  elsewhere: ReadonlySet<string>,
): ScreenFinding[] {
  if (now === undefined) {
    if (elsewhere.has(test.body)) return [];
    return [
      finding('test-removed', path, null, `The test ${test.id} is removed, or no longer found by pytest.`),
    ];
  }
  if (now.assertions >= test.assertions) return [];
  const [reason, what] =
    now.assertions === 0
      ? ['test-emptied', 'asserts nothing any more']
      : ['assertion-removed', 'has fewer assertions than before'];
  return [finding(reason, path, now.line, `The test ${test.id} ${what}.`)];
}

/** Counted test by test: a new test may be skipped, it takes nothing away. */
function newSkips(path: string, before: PyTestFile, after: PyTestFile): ScreenFinding[] {
  const scopes = [null, ...before.tests.keys()];
  return scopes.flatMap((scope): ScreenFinding[] => {
    const isHere = ({ test }: SkipMark): boolean => test === scope;
    const [was, is] = [before.skips.filter(isHere), after.skips.filter(isHere)];
    const mark = is.find(
      ({ name }) =>
        is.filter((one) => one.name === name).length > was.filter((one) => one.name === name).length,
    );
    if (mark === undefined || before.tests.size === 0) return [];
    const where = scope === null ? 'tests of this file' : `the test ${scope}`;
    return [
      finding('test-skipped', path, mark.line, `"${mark.name}" is added to ${where}, which ran before.`),
    ];
  });
}

function read(file: FileChange, side: 'before' | 'after'): PyTestFile {
  const source = file[side];
  const text = source === null ? null : readSource(source);
  return text === null ? none : readPythonTests(text);
}

function finding(reason: string, path: string, line: number | null, message: string): ScreenFinding {
  return { gate: 'weakened-tests', reason, path, ...(line === null ? {} : { line }), message };
}
