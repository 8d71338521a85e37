import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { treePaths } from '../../../src/task/results/case-names.ts';
import { maxLogChars, parsePytestLog } from '../../../src/task/results/pytest-log.ts';
import type { ParsedResults, TestResults } from '../../../src/task/results/test-results.ts';

const start = '============================= test session starts ==============================';
const header = '=========================== short test summary info ============================';
const log = (...lines: string[]): string => [start, 'collected 3 items', ...lines, ''].join('\n');

function read(text: string): TestResults {
  const parsed = parsePytestLog(text);
  if (parsed.kind === 'unusable') throw new Error(parsed.reason);
  return parsed.results;
}
const outcomes = (results: TestResults): string[] =>
  results.cases.map(({ id, outcome }) => `${outcome} ${id}`);
const reason = (parsed: ParsedResults): string => (parsed.kind === 'unusable' ? parsed.reason : parsed.kind);

const ended = [header, 'FAILED tests/t.py::a - assert 0 == 4', '=== 1 failed in 0.31s ==='];
/** What an exit handler of the code under test can print when pytest is done. */
const forged = [header, 'PASSED tests/t.py::a', '=== 1 passed in 0.05s ==='];

const full = log(
  '==================================== ERRORS ====================================',
  '______________________ ERROR collecting tests/test_new.py ______________________',
  "ImportError while importing test module '/w/tests/test_new.py'.",
  'tests/test_new.py:1: in <module>',
  '    from add import missing',
  "E   ImportError: cannot import name 'missing' from 'add' (/w/add.py)",
  '=================================== FAILURES ===================================',
  '_____________________________ TestK.test_par[a - b] _____________________________',
  '>   assert 2 == 3',
  'E   assert 2 == 3',
  '',
  'tests/test_b.py:3: AssertionError',
  header,
  'PASSED tests/test_add.py::test_add',
  'PASSED tests/test_add.py::test_q[a - b]',
  'SKIPPED [2] tests/test_add.py:9: why - not',
  'XFAIL tests/test_add.py::test_xf - because',
  'XPASS tests/test_add.py::test_xp',
  'ERROR tests/test_new.py',
  'ERROR tests/test_add.py::test_td - ValueError: boom',
  'FAILED tests/test_b.py::TestK::test_par[a - b] - assert 2 == 3',
  'SUBFAILED(i=0) tests/test_b.py::test_sub - AssertionError: 0 != 1',
  '== 2 failed, 2 passed, 2 skipped, 1 xfailed, 1 xpassed, 3 warnings, 2 errors in 61.91s (0:01:01) ==',
);

describe('parsePytestLog', () => {
  it('reads every word of the short summary', () => {
    expect(outcomes(read(full))).toEqual([
      'passed tests/test_add.py::test_add',
      'passed tests/test_add.py::test_q[a - b]',
      'skipped tests/test_add.py:9',
      'xfailed tests/test_add.py::test_xf',
      'passed tests/test_add.py::test_xp',
      'error tests/test_add.py::test_td',
      'failed tests/test_b.py::TestK::test_par[a - b]',
      'failed tests/test_b.py::test_sub',
    ]);
  });

  it('takes the cause of a file that was not collected from its traceback', () => {
    expect(read(full).collectionErrors).toMatchObject([{ file: 'tests/test_new.py', kind: 'import' }]);
    expect(read(full.replace('ImportError: cannot', 'SyntaxError: cannot')).collectionErrors).toMatchObject([
      { kind: 'syntax' },
    ]);
  });

  it('finds the traceback of a failed test', () => {
    const failed = read(full).cases.find(({ outcome }) => outcome === 'failed');
    expect(failed?.message).toBe('assert 2 == 3');
    expect(failed?.detail).toContain('tests/test_b.py:3: AssertionError');
  });

  it('reads through timestamps, colours, carriage returns and workflow commands', () => {
    const dressed = full
      .split('\n')
      .map(
        (line) =>
          `2026-01-02T03:04:05.1234567Z ${line.replace(/^([A-Z]+)(?= )/u, '\u001B[31m$1\u001B[0m')}\r`,
      )
      .flatMap((line) => [line, '2026-01-02T03:04:05.1234567Z ##[error]FAILED tests/x.py::y'])
      .join('\n');
    expect(read(`\uFEFF${dressed}`)).toEqual(read(full));
  });

  it('counts passes that a log without -rA does not name', () => {
    expect(read(log('tests/test_y.py .', '===== 12 passed in 0.01s ====='))).toMatchObject({
      cases: [],
      unnamedPassed: 12,
    });
    expect(read('.\n12 passed in 0.01s\n').unnamedPassed).toBe(12);
  });

  it('lets a failure at teardown count over the pass', () => {
    const lines = ['PASSED tests/t.py::test_a', 'ERROR tests/t.py::test_a - boom'];
    expect(outcomes(read(log(header, ...lines, '=== 1 passed, 1 error in 0.1s ===')))).toEqual([
      'error tests/t.py::test_a',
    ]);
  });

  it.each([
    ['nothing', '', 'no-summary'],
    ['no final line', log(header, 'PASSED tests/t.py::test_a'), 'no-summary'],
    ['no test ran (exit 5)', log('============ no tests ran in 0.01s ============'), 'empty'],
    ['only deselected tests', log('========= 3 deselected in 0.01s ========='), 'empty'],
    ['failures without names', log('===== 1 failed, 2 passed in 0.01s ====='), 'incomplete'],
    ['errors without names', log(header, '===== 2 passed, 1 error in 0.01s ====='), 'incomplete'],
    [
      'a pass that an assertion message forged',
      log(
        header,
        'PASSED tests/t.py::a',
        'FAILED tests/t.py::b - x',
        'PASSED tests/t.py::b',
        '=== 1 failed, 1 passed in 1s ===',
      ),
      'contradictory',
    ],
    [
      'a failure too many',
      log(header, 'FAILED tests/t.py::b - x', '=== 1 passed in 1s ==='),
      'contradictory',
    ],
    [
      'two sessions, red then green',
      log(header, 'FAILED t.py::b', '=== 1 failed in 1s ===') + log('=== 1 passed in 1s ==='),
      'contradictory',
    ],
    [
      'a summary that a test printed before the last',
      log(
        '---- Captured stdout call ----',
        header,
        'PASSED tests/t.py::test_a',
        '===== 99 passed in 1s =====',
        header,
        'FAILED tests/t.py::test_a - assert 0',
        '===== 1 failed in 0.1s =====',
      ),
      'contradictory',
    ],
    ['a green end printed after pytest’s own red one', log(...ended, ...forged), 'contradictory'],
    ['the same without its header', log(...ended, '=== 1 passed in 0.05s ==='), 'contradictory'],
    ['the same without its final line', log(...ended, header, 'PASSED tests/t.py::a'), 'contradictory'],
    ['the same after a quiet run', `1 failed in 0.3s\n${forged.join('\n')}\n`, 'contradictory'],
    ['a run without tests after a red one', log(...ended, '=== no tests ran in 0.01s ==='), 'contradictory'],
    ['a second session that never ended', log('=== 1 passed in 1s ===') + log('collecting'), 'contradictory'],
  ])('refuses %s', (_, text, expected) => {
    expect(reason(parsePytestLog(text))).toBe(expected);
  });

  it('reads the end of a log that is too long, and still sees an earlier session', () => {
    const noise = 'x'
      .repeat(199)
      .concat('\n')
      .repeat(Math.ceil(maxLogChars / 200));
    const end = [header, 'PASSED tests/t.py::test_a', '=== 1 passed in 1s ===', ''].join('\n');
    expect(outcomes(read(`${start}\n${noise}${end}`))).toEqual(['passed tests/t.py::test_a']);
    expect(reason(parsePytestLog(`${start}\n${start}\n${noise}${end}`))).toBe('contradictory');
    expect(reason(parsePytestLog(`${start}\n${header}\n${noise}${end}`))).toBe('contradictory');
    const red = '\u001B[31m\u001B[1m1 failed\u001B[0m\u001B[31m in 0.31s\u001B[0m';
    expect(reason(parsePytestLog(`${start}\n${red}\n${noise}${end}`))).toBe('contradictory');
  });

  it('names what stands in a log twice', () => {
    expect(parsePytestLog(log(...ended, ...forged))).toMatchObject({
      reason: 'contradictory',
      about: 'short summary',
    });
  });

  it('reads a log of 200 MB with escape codes and workflow commands', { timeout: 30_000 }, () => {
    const noise =
      '2026-01-02T03:04:05.1234567Z \u001B[31m::add-mask::x\u001B[0m ##[group]PASSED tests/t.py::b\n';
    const end = [
      header,
      'PASSED tests/t.py::test_a',
      '::error::FAILED tests/t.py::b',
      '##[endgroup]',
      '=== 1 passed in 1s ===',
      '',
    ];
    const whole = noise.repeat(Math.ceil((200 * 1024 * 1024) / noise.length));
    expect(outcomes(read(`${whole}${end.join('\n')}`))).toEqual(['passed tests/t.py::test_a']);
  });

  it('never throws, and never finds a pass where the final line counts none', () => {
    const pieces = fc.constantFrom(
      start,
      header,
      'PASSED tests/t.py::a',
      'FAILED t.py::a[ - ',
      'ERROR t.py',
      '== 1 failed in 1s ==',
      '___ a ___',
    );
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string()), { maxLength: 12 }), (lines) => {
        const parsed = parsePytestLog(lines.join('\n'));
        const passes =
          parsed.kind === 'results' ? parsed.results.cases.filter(({ outcome }) => outcome === 'passed') : [];
        expect(passes).toEqual([]);
      }),
    );
  });

  it.each([
    ['SUBFAILED[is even] (n=2) tests/t.py::a - assert False', 'failed tests/t.py::a'],
    ['SUBFAILED(n=2) tests/t.py::a - assert False', 'failed tests/t.py::a'],
    ['SUBFAIL tests/t.py::TestK::a - assert False', 'failed tests/t.py::TestK::a'],
    ['SUBFAILED[what - of tests/x.py] (k="] (") tests/t.py::a[1 - 2] - no', 'failed tests/t.py::a[1 - 2]'],
  ])('takes a failed subtest for its test: %s', (line, expected) => {
    expect(outcomes(read(log(header, line, '=== 1 failed in 0.31s ===')))).toEqual([expected]);
  });

  it('takes a test whose subtests failed for one test, and no subtest for a test that passes', () => {
    const red = [
      'SUBFAILED[is odd] (n=1) tests/t.py::a - assert False',
      'SUBFAILED[is odd] (n=3) tests/t.py::a - assert False',
      'FAILED tests/t.py::a - contains 2 failed subtests',
    ];
    expect(outcomes(read(log(header, ...red, '=== 3 failed in 2.64s ===')))).toEqual([
      'failed tests/t.py::a',
    ]);
    const green = ['SUBPASSED[is odd] (n=1) tests/t.py::a', 'PASSED tests/t.py::a'];
    const told = read(log(header, ...green, '=== 1 passed, 1 subtests passed in 2.64s ==='));
    expect(outcomes(told)).toEqual(['passed tests/t.py::a']);
  });

  it('reads a run with reruns by what each test came to in the end', () => {
    const lines = ['RERUN tests/t.py::a', 'PASSED tests/t.py::a', '=== 1 passed, 1 rerun in 0.11s ==='];
    expect(outcomes(read(log(header, ...lines)))).toEqual(['passed tests/t.py::a']);
  });

  it('takes a test during which a worker died for one that failed', () => {
    const line = "FAILED tests/t.py::a - worker 'gw0' crashed while running 'tests/t.py::a'";
    expect(
      outcomes(read(log(header, 'PASSED tests/t.py::b', line, '=== 1 failed, 1 passed in 1.2s ==='))),
    ).toEqual(['passed tests/t.py::b', 'failed tests/t.py::a']);
  });

  it('names tests as the tree does, from the folder that pytest ran in', () => {
    const lines = [
      'PASSED tests/t.py::a',
      'PASSED README.rst::README.rst',
      'ERROR tests/u.py',
      '=== 2 passed, 1 error in 1s ===',
    ];
    const parsed = parsePytestLog(
      log(header, ...lines),
      treePaths(['api/tests/t.py', 'api/tests/u.py', 'api/README.rst']),
    );
    if (parsed.kind === 'unusable') throw new Error(parsed.reason);
    expect(outcomes(parsed.results)).toEqual([
      'passed api/tests/t.py::a',
      'passed api/README.rst::README.rst',
    ]);
    expect(parsed.results.collectionErrors.map(({ file }) => file)).toEqual(['api/tests/u.py']);
  });
});
