import { describe, expect, it } from 'vitest';
import { parseJUnit, type ParsedReport } from '../../../../src/task/results/junit.ts';
import { nameClashes, type CommitFile } from '../../../../src/task/gates/tests/name-clash.ts';
import { parsePytestLog } from '../../../../src/task/results/pytest-log.ts';
import type { ParsedResults, TestResults } from '../../../../src/task/results/test-results.ts';

const mismatch = (one: string, other: string): string =>
  `import file mismatch:
imported module 'test_util' has this __file__ attribute:
  /w/${one}
which is not the same as the test file we want to collect:
  /w/${other}
HINT: remove __pycache__ / .pyc files and/or use a unique basename for your test file modules`;
const core = 'tests/core/test_util.py';
const api = 'tests/api/test_util.py';

/** As pytest 9 writes it. */
function junit(file: string, said: string): TestResults {
  return read(
    parseJUnit(
      `<?xml version="1.0"?><testsuites><testsuite name="pytest" errors="1"><testcase classname="" name="m" file="${file}"><error message="collection failure">${said}</error></testcase></testsuite></testsuites>`,
    ),
  );
}
function read(parsed: ParsedReport | ParsedResults): TestResults {
  if (parsed.kind !== 'results') throw new Error(parsed.kind);
  return parsed.results;
}
const added = (...paths: string[]): CommitFile[] => paths.map((path) => ({ path, kind: 'added' }));

describe('a new test file whose name another has', () => {
  it('is named where it keeps a file of the base from being collected', () => {
    expect(nameClashes(junit(core, mismatch(api, core)), added(api))).toEqual([{ file: core, ours: api }]);
  });

  it('is named where it is not collected itself', () => {
    expect(nameClashes(junit(api, mismatch(core, api)), added(api))).toEqual([{ file: api, ours: api }]);
  });

  it('is found in a log as in a report', () => {
    const text = [
      '=== test session starts ===',
      '=== ERRORS ===',
      `____ ERROR collecting ${core} ____`,
      mismatch(api, core),
      '=== short test summary info ===',
      `ERROR ${core}`,
      '=== 1 error in 0.1s ===',
    ].join('\n');
    expect(nameClashes(read(parsePytestLog(text)), added(api))).toEqual([{ file: core, ours: api }]);
  });

  it.each<[string, TestResults, CommitFile[]]>([
    [
      'two files of the base clash',
      junit(core, mismatch('a/test_util.py', core)),
      added('tests/test_new.py'),
    ],
    ['a file of that name was edited', junit(core, mismatch(api, core)), [{ path: api, kind: 'modified' }]],
    ['a file of that name fails in another way', junit(core, 'E   NameError: x'), added(api)],
  ])('is not accused where %s', (_, results, commit) => {
    expect(nameClashes(results, commit)).toEqual([]);
  });
});
