import { describe, expect, it } from 'vitest';
import { judgeNew } from '../../../../src/task/gates/tests/judge-new.ts';
import type { CaseOutcome, TestResults } from '../../../../src/task/results/test-results.ts';

type Given = {
  cases: Record<string, CaseOutcome>;
  named?: string[];
  red?: string[];
  uncollected?: string[];
  unnamedPassed?: number;
};

function judge({ cases, named = [], red = [], uncollected = [], unnamedPassed = 0 }: Given): string {
  const results: TestResults = {
    source: 'junit',
    cases: Object.entries(cases).map(([id, outcome]) => ({ id, outcome, message: '', detail: '' })),
    collectionErrors: [],
    unnamedPassed,
  };
  const before = { base: 'b', passed: [], unnamedPassed: 0, presumed: [], red, uncollected };
  const problem = judgeNew(results, { before, named });
  return problem === null ? 'ran' : `${problem.reason} ${problem.about.join(' ')}`;
}

const n = 't.py::n';

describe('new tests', () => {
  it.each<[string, Given]>([
    ['pass', { cases: { [n]: 'passed' }, named: [n] }],
    ['pass with each parameter', { cases: { [`${n}[1]`]: 'passed', [`${n}[2]`]: 'passed' }, named: [n] }],
    [
      'are called otherwise by a decorator',
      { cases: { 't.py::T::n_0_x': 'passed' }, named: ['t.py::T::n', 't.py::T::test_client'] },
    ],
    ['are found under no name of theirs', { cases: { 't.py::T::odd': 'passed' }, named: [n] }],
    [
      'are left out here with one parameter',
      { cases: { [`${n}[1]`]: 'passed', [`${n}[2]`]: 'skipped' }, named: [n] },
    ],
    ['stand in one of two files', { cases: { [n]: 'passed' }, named: ['mixin.py::m', n] }],
    [
      'failed in the proof and pass under another address',
      { cases: { [`${n}[<x at 0x7fff>]`]: 'passed' }, red: [`${n}[<x at 0x7f10>]`] },
    ],
    [
      'could not be collected, and pass',
      { cases: { [n]: 'passed' }, uncollected: ['t.py'], named: ['t.py::gone'] },
    ],
    ['are in a log that names none', { cases: {}, named: [n], red: [n], unnamedPassed: 5 }],
    ['are none', { cases: { [n]: 'passed' } }],
  ])('ran where they %s', (_, given) => {
    expect(judge(given)).toBe('ran');
  });

  it.each<[string, Given, string]>([
    ['their file does not show', { cases: { 'x.py::x': 'passed' }, named: [n] }, `named-missing ${n}`],
    ['they are skipped', { cases: { [n]: 'skipped' }, named: [n] }, `named-not-run ${n}`],
    ['they are expected to fail', { cases: { [n]: 'xfailed' }, named: [n] }, `named-not-run ${n}`],
    [
      'they are skipped beside an old one that passes',
      { cases: { [n]: 'skipped', 't.py::old': 'passed' }, named: [n] },
      `named-not-run ${n}`,
    ],
    [
      'their file shows with skipped tests alone',
      { cases: { 't.py::m': 'skipped' }, named: [n] },
      'named-not-run t.py::m',
    ],
    ['what failed in the proof is gone', { cases: { 't.py::m': 'passed' }, red: [n] }, `named-missing ${n}`],
    [
      'what failed in the proof is skipped',
      { cases: { 't.py::m': 'passed', [n]: 'skipped' }, red: [n] },
      `named-not-run ${n}`,
    ],
    [
      'one of two that failed under addresses is left',
      { cases: { [`${n}[0x7fff]`]: 'skipped' }, red: [`${n}[0x7f10]`] },
      `named-not-run ${n}[0x7fff]`,
    ],
    [
      'nothing shows of a file that could not be collected',
      { cases: { 'x.py::x': 'passed' }, uncollected: ['t.py'] },
      'named-missing t.py',
    ],
  ])('did not run where %s', (_, given, expected) => {
    expect(judge(given)).toBe(expected);
  });
});
