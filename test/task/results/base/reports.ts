/** Reports of the base's job, as its script writes them. */
import type { BaseReport, BaseRun } from '../../../../src/task/results/base/base-report.ts';
import { base, head } from '../../build.ts';

type Outcomes = Readonly<Record<string, BaseRun['cases'][number]['outcome']>>;

export function baseRun(outcomes: Outcomes, changed: Partial<BaseRun> = {}): BaseRun {
  const cases = Object.entries(outcomes).map(([id, outcome]) => ({ id, outcome, message: `why ${outcome}` }));
  return {
    end: 'finished',
    pytest: '9.0.3',
    changed: [],
    canaries: 27,
    survived: [],
    cases,
    uncollected: [],
    flaky: [],
    said: '',
    ...changed,
  };
}

export const old = 'tests/test_old.py::test_old';
export const added = 'tests/test_add.py::test_add';

/** Of an honest change with a new test. */
export function baseReport(changed: Partial<BaseReport> = {}): BaseReport {
  return {
    version: 1,
    base,
    head,
    python: '3.12.1',
    code: 'changed',
    newTests: ['tests/test_add.py'],
    editedTests: [],
    withheld: [],
    effort: 'sample',
    baseTests: baseRun({ [old]: 'passed' }),
    asBefore: null,
    again: null,
    newOnHead: baseRun({ [added]: 'passed' }),
    newOnBase: baseRun({ [added]: 'failed' }),
    reversal: { hunks: 2, tried: [{ what: 'calc.py:3', red: [added], end: 'finished' }] },
    ...changed,
  };
}
