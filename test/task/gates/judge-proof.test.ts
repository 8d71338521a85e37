import { describe, expect, it } from 'vitest';
import { judgeProof, type ProofVerdict } from '../../../src/task/gates/judge-proof.ts';
import type { CommitFile } from '../../../src/task/gates/name-clash.ts';
import type {
  CaseOutcome,
  CollectionErrorKind,
  TestResults,
} from '../../../src/task/results/test-results.ts';

type Cases = Record<string, CaseOutcome>;
const results = (
  cases: Cases,
  errors: Record<string, CollectionErrorKind> = {},
  detail = '',
): TestResults => ({
  source: 'junit',
  cases: Object.entries(cases).map(([id, outcome]) => ({ id, outcome, message: '', detail })),
  collectionErrors: Object.entries(errors).map(([file, kind]) => ({
    file,
    kind,
    message: 'said',
    detail: '',
  })),
  unnamedPassed: 0,
});
const judge = (
  found: TestResults | null,
  named = ['t.py::new'],
  conclusion: string | null = 'failure',
  files: readonly CommitFile[] = [],
): ProofVerdict => judgeProof({ conclusion, results: found, named, files });
const reasonOf = (verdict: ProofVerdict): string =>
  verdict.kind === 'unusable' ? verdict.reason : verdict.kind;

describe('judgeProof', () => {
  it.each<[string, TestResults, string[]]>([
    ['fails on its assertion', results({ 't.py::new': 'failed', 't.py::old': 'passed' }), ['t.py::new']],
    ['errs', results({ 't.py::new': 'error' }), ['t.py::new']],
    [
      'cannot be imported without the change',
      results({ 'o.py::old': 'passed' }, { 't.py': 'import' }),
      ['t.py::new'],
    ],
    [
      'fails with each parameter',
      results({ 't.py::new[1]': 'failed', 't.py::new[2]': 'error' }),
      ['t.py::new[1]', 't.py::new[2]'],
    ],
  ])('is red when the new test %s', (_, found, failed) => {
    expect(judge(found)).toEqual({ kind: 'red', failed, others: [] });
  });

  it('lists what fails beside them apart, tests and files that were not collected', () => {
    const found = results(
      {
        't.py::new': 'failed',
        't.py::new_too': 'failed',
        'o.py::old': 'error',
        'o.py::fine': 'passed',
        'o.py::x': 'xfailed',
      },
      { 'broken.py': 'syntax' },
    );
    expect(judge(found)).toEqual({
      kind: 'red',
      failed: ['t.py::new'],
      others: ['t.py::new_too', 'o.py::old', 'broken.py'],
    });
  });

  it('lists nothing of the files that the commit adds, nor a file that it edits and pytest cannot collect', () => {
    const found = results(
      { 't.py::new': 'failed', 't.py::helper': 'failed', 'o.py::old': 'failed' },
      { 'new_helper.py': 'import', 'o.py': 'import', 'theirs.py': 'other' },
    );
    const files = [
      { path: 't.py', kind: 'added' },
      { path: 'new_helper.py', kind: 'added' },
      { path: 'o.py', kind: 'modified' },
    ] as const;
    expect(judge(found, ['t.py::new'], 'failure', files)).toMatchObject({
      others: ['o.py::old', 'theirs.py'],
    });
  });

  it('never lists a named test or its file as a failure of the base', () => {
    const found = results({ 'u.py::n[1]': 'failed' }, { 't.py': 'import' });
    expect(judge(found, ['t.py::new', 'u.py::n'])).toMatchObject({ kind: 'red', others: [] });
  });

  it('is red by the results even if the job hides the failure', () => {
    expect(judge(results({ 't.py::new': 'failed' }), ['t.py::new'], 'success').kind).toBe('red');
  });

  it.each<[string, Cases, string[]]>([
    ['passes', { 't.py::new': 'passed' }, ['t.py::new']],
    [
      'passes with one of its parameters',
      { 't.py::new[1]': 'failed', 't.py::new[2]': 'passed' },
      ['t.py::new[2]'],
    ],
    ['passes while another fails', { 't.py::new': 'passed', 't.py::other': 'failed' }, ['t.py::new']],
  ])('is not red when a new test %s', (_, cases, passed) => {
    expect(
      judge(results(cases), ['t.py::new', ...Object.keys(cases).filter((id) => id.endsWith('other'))]),
    ).toEqual({
      kind: 'not-red',
      passed,
    });
  });

  it.each<[string, TestResults | null, string[], string]>([
    ['there are no results', null, ['t.py::new'], 'no-results'],
    ['no test is named', results({ 't.py::old': 'failed' }), [], 'nothing-named'],
    ['the test is not in the results', results({ 't.py::newer': 'failed' }), ['t.py::new'], 'named-missing'],
    [
      'one of two is not in the results',
      results({ 't.py::new': 'failed' }),
      ['t.py::new', 't.py::b'],
      'named-missing',
    ],
    ['the test was skipped', results({ 't.py::new': 'skipped' }), ['t.py::new'], 'named-not-run'],
    ['the test is expected to fail', results({ 't.py::new': 'xfailed' }), ['t.py::new'], 'named-not-run'],
    [
      'one parameter was skipped',
      results({ 't.py::new[1]': 'failed', 't.py::new[2]': 'skipped' }),
      ['t.py::new'],
      'named-not-run',
    ],
    ['the test file has a syntax error', results({}, { 't.py': 'syntax' }), ['t.py::new'], 'named-broken'],
    [
      'the test file fails at import by itself',
      results({}, { 't.py': 'other' }),
      ['t.py::new'],
      'named-broken',
    ],
    [
      'a fixture is missing',
      results({ 't.py::new': 'error' }, {}, "E       fixture 'x' not found"),
      ['t.py::new'],
      'named-broken',
    ],
  ])('is unusable when %s', (_, found, named, reason) => {
    expect(reasonOf(judge(found, named))).toBe(reason);
  });

  it.each([
    ['skipped', 'run-skipped'],
    ['cancelled', 'run-cancelled'],
    ['timed_out', 'run-timed_out'],
    [null, 'run-none'],
    ['something_new', 'run-unknown'],
  ])('is unusable when the run ended %s', (conclusion, reason) => {
    expect(reasonOf(judge(results({ 't.py::new': 'failed' }), ['t.py::new'], conclusion))).toBe(reason);
  });
});
