import type { Change, FileChange, SourceFile } from '../../change/change.ts';
import {
  checksReader,
  readHelpers,
  readPythonTests,
  type PyTest,
  type PyTestFile,
} from '../../../python/test-cases.ts';
import type { Check } from '../../../python/check.ts';
import { helpersOf } from '../../../python/scope.ts';
import type { TestNames, TestRules } from '../../../python/test-rules.ts';
import { isTestSupport } from '../../change/test-files.ts';
import { readSource } from '../../change/text.ts';
import { newParameters } from './code-names.ts';
import { withoutArguments } from './without-arguments.ts';

/** A Python file of tests at one side of a change. What its tests assert is worked out when it is asked for. */
export type Side = {
  readonly file: PyTestFile;
  readonly checks: (test: PyTest) => readonly Check[];
  /** Functions that are no tests, by name. */
  readonly helpers: ReadonlyMap<string, PyTest>;
};

/** `isTest`: it holds tests that are run; else it serves tests. */
export type Compared = {
  readonly path: string;
  readonly isTest: boolean;
  readonly before: Side;
  readonly after: Side;
  /** Is all that is no test the same on both sides? Then a test that is the same asserts the same. */
  readonly isSteady: boolean;
};

/** The Python files of tests that a change touches, before and after. `isImported`: of a module, by tests alone. */
export function compareSides(
  change: Change,
  rules: TestRules,
  isImported: (path: string) => boolean,
): Compared[] {
  const files = change
    .filter((file) => isTest(file, rules) || isTestSupport(file.path, rules) || isHelper(file, isImported))
    .map((file) => ({
      path: file.path,
      isTest: isTest(file, rules),
      before: parse(file.before, rules.names(file.path)),
      after: parse(file.after, rules.names(file.path)),
    }));
  const before = pool(files.map((file) => file.before));
  const after = pool(files.map((file) => file.after));
  const alone = files.length === 1;
  const added = files.length === 0 ? new Set<string>() : newParameters(change);
  return files.map((file) => ({
    isSteady: alone && file.before.around === file.after.around,
    path: file.path,
    isTest: file.isTest,
    before: side(file.before, before, new Set()),
    // What the code has just learnt to be told, no test could say before.
    after: side(file.after, after, added),
  }));
}

/** What pytest collects; and the `tests.py` of a Django application, whatever runs it, as long as it has been there. */
function isTest({ path, before }: FileChange, rules: TestRules): boolean {
  return rules.isCollected(path) || (before !== null && /(?:^|\/)tests\.py$/.test(path));
}

const asserting =
  /^[ \t]*(?:async[ \t]+)?def[ \t]+_?(?:assert|check|expect|verify|should|ensure|compare)\w*/m;

/** A module that stands elsewhere, defines what tests assert with, and that tests alone import. */
function isHelper({ path, before }: FileChange, isImported: (path: string) => boolean): boolean {
  const source = path.endsWith('.py') && before !== null ? readSource(before) : null;
  return source !== null && asserting.test(source) && isImported(path);
}

function parse(file: SourceFile | null, names: TestNames): PyTestFile {
  const source = file === null ? null : readSource(file);
  return readPythonTests(source ?? '', names);
}

/** Functions of all files of the change: a helper may have moved to one of them. */
function pool(files: readonly PyTestFile[]): ReturnType<typeof helpersOf> {
  return new Map(files.flatMap(({ code }) => [...helpersOf(code)]));
}

function side(file: PyTestFile, helpers: ReturnType<typeof pool>, parameters: ReadonlySet<string>): Side {
  const known = new Map<string, readonly Check[]>();
  const read = checksReader(file, helpers);
  return {
    file,
    helpers: readHelpers(file),
    checks: (test) => {
      const checks = known.get(test.id) ?? read(test).map((check) => withoutArguments(check, parameters));
      known.set(test.id, checks);
      return checks;
    },
  };
}
