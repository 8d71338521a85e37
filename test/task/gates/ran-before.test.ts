import { describe, expect, it } from 'vitest';
import { lostTests } from '../../../src/task/gates/ran-before.ts';
import type { CaseOutcome, TestResults } from '../../../src/task/results/test-results.ts';

const results = (...cases: [string, CaseOutcome][]): TestResults => ({
  source: 'junit',
  cases: cases.map(([id, outcome]) => ({
    id,
    outcome,
    message: outcome === 'skipped' ? 'why' : '',
    detail: '',
  })),
  collectionErrors: [],
  unnamedPassed: 0,
});
const a = 'tests/test_a.py::a';
const b = 'tests/test_a.py::b';
type Row = [string, { passed?: string[]; failed?: string[]; now: TestResults; touched?: string[] }, string[]];

describe('tests that ran before the change', () => {
  it.each<Row>([
    ['pass', { passed: [a, b], now: results([a, 'passed'], [b, 'passed']) }, []],
    ['fail now, which is judged elsewhere', { passed: [a], now: results([a, 'failed']) }, []],
    ['are missing', { passed: [a, b], now: results([b, 'passed']) }, [a]],
    ['are skipped', { passed: [a, b], now: results([a, 'skipped'], [b, 'passed']) }, [a]],
    ['are expected to fail', { passed: [a, b], now: results([a, 'xfailed'], [b, 'passed']) }, [a]],
    ['failed and fail again', { failed: [a], now: results([a, 'failed']) }, []],
    ['failed and pass', { failed: [a], now: results([a, 'passed']) }, []],
    ['failed and are skipped', { failed: [a], now: results([a, 'skipped']) }, [a]],
    ['failed and are gone', { failed: [a], now: results([b, 'passed']) }, [a]],
    [
      'were in a file that is not collected still',
      { failed: ['tests/test_a.py'], now: results([b, 'passed']) },
      [],
    ],
    [
      'are gone from a file that the change touches',
      { passed: [a], now: results(), touched: ['tests/test_a.py'] },
      [],
    ],
    [
      'are gone while the change adds a file of that name elsewhere',
      { passed: [a], now: results(), touched: ['x/tests/test_a.py', 'test_a.py'] },
      [a],
    ],
    [
      'are named by module and gone from a file that the change touches',
      { passed: ['tests.test_a.TestB::a'], now: results(), touched: ['tests/test_a.py'] },
      [],
    ],
    [
      'are named by module and gone from another',
      { passed: ['tests.test_ab.TestB::a'], now: results(), touched: ['tests/test_a.py'] },
      ['tests.test_ab.TestB::a'],
    ],
    [
      'lost one of their parameters',
      { passed: [`${a}[1]`, `${a}[2]`], now: results([`${a}[1]`, 'passed']) },
      [`${a}[2]`],
    ],
    [
      'had one of their parameters replaced by another',
      { passed: [`${a}[sub]`], now: results([`${a}[mul]`, 'passed']) },
      [`${a}[sub]`],
    ],
    [
      'carry an address in memory in their name',
      { passed: [`${a}[<x at 0x7f10>]`], now: results([`${a}[<x at 0x7fff>]`, 'passed']) },
      [],
    ],
    [
      'carry an address in their name, and are fewer',
      {
        passed: [`${a}[<x at 0x7f10>]`, `${a}[<x at 0x7f20>]`],
        now: results([`${a}[<x at 0x7fff>]`, 'passed']),
      },
      [`${a}[<x at 0x7f20>]`],
    ],
  ])('%s', (_, { passed = [], failed = [], now, touched = [] }, lost) => {
    expect(lostTests({ passed }, failed, now, touched).map(({ id }) => id)).toEqual(lost);
  });

  it('are lost with a word on what became of them', () => {
    const now = results([b, 'skipped'], ['c.py::c', 'xfailed']);
    expect(
      lostTests({ passed: [a, b, 'c.py::c'] }, ['d.py::d'], now, []).map(({ message }) => message),
    ).toEqual([
      'passed before the change and no longer runs',
      'passed before the change and no longer runs: it is skipped (why)',
      'passed before the change and no longer runs: it is expected to fail now',
      'failed before the change and no longer runs',
    ]);
  });

  it('are compared in time that grows with their number, not its square', () => {
    const ids = Array.from({ length: 20_000 }, (_, n) => `tests/test_a.py::t[${n}]`);
    const now = results(...ids.map((id): [string, CaseOutcome] => [id, 'passed']));
    const before = process.threadCpuUsage().user;
    expect(lostTests({ passed: ids }, [], now, ['src/x.py'])).toEqual([]);
    expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(1_000);
  });
});
