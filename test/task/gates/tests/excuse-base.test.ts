import { describe, expect, it } from 'vitest';
import { excuseBase, type Excuse } from '../../../../src/task/gates/tests/excuse-base.ts';
import { failureIds, type CaseOutcome, type TestResults } from '../../../../src/task/results/test-results.ts';

const results = (cases: Record<string, CaseOutcome>, uncollected: string[] = []): TestResults => ({
  source: 'junit',
  cases: Object.entries(cases).map(([id, outcome]) => ({ id, outcome, message: 'said', detail: 'E   said' })),
  collectionErrors: uncollected.map((file) => ({ file, kind: 'other', message: 'boom', detail: '' })),
  unnamedPassed: 0,
});
const excuse = (found: TestResults, base: TestResults | null): Excuse =>
  excuseBase({ results: found, failures: failureIds(found), base });

describe('what fails beside the new tests', () => {
  it('is the base’s own where a run of the base failed there too, test or file', () => {
    const found = results({ 'o.py::a': 'failed', 'o.py::b': 'error', 'o.py::c': 'failed' }, ['x.py']);
    const base = results({ 'o.py::a': 'error', 'o.py::b': 'failed', 'o.py::c': 'passed' }, ['x.py']);
    expect(excuse(found, base)).toEqual({
      kind: 'excused',
      known: ['o.py::a', 'o.py::b', 'x.py'],
      presumed: [],
    });
  });

  it('is excused in nothing where a run of the base had it green, skipped, or not at all', () => {
    const found = results({ 'o.py::a': 'failed', 'o.py::b': 'failed', 'o.py::c': 'failed' });
    const base = results({ 'o.py::a': 'passed', 'o.py::b': 'skipped' });
    expect(excuse(found, base)).toEqual({ kind: 'excused', known: [], presumed: [] });
  });

  it('is of the new tests’ making where the base’s own run collects a file and theirs does not', () => {
    expect(excuse(results({}, ['x.py', 'y.py']), results({ 'x.py::t': 'passed' }, ['y.py']))).toEqual({
      kind: 'broken',
      files: [{ kind: 'file', id: 'x.py', message: 'boom' }],
    });
  });

  it('is presumed to be the base’s where no run of it is known and it ran as a test', () => {
    expect(excuse(results({ 'o.py::a': 'failed' }), null)).toEqual({
      kind: 'excused',
      known: [],
      presumed: [{ id: 'o.py::a', signature: expect.stringMatching(/^[0-9a-f]{64}$/) }],
    });
  });

  it.each<[string, TestResults, string]>([
    ['a file was not collected', results({ 'o.py::a': 'failed' }, ['x.py']), 'x.py'],
    ['a test broke in its setup', results({ 'o.py::a': 'failed', 'o.py::b': 'error' }), 'o.py::b'],
  ])('is nobody’s to excuse where no run of the base is known and %s', (_, found, id) => {
    expect(excuse(found, null)).toMatchObject({ kind: 'unclear', notRun: [{ id }] });
  });
});
