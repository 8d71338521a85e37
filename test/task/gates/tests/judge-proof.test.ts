import { describe, expect, it } from 'vitest';
import {
  judgeProof,
  type ProofRun,
  type ProofVerdict,
} from '../../../../src/task/gates/tests/judge-proof.ts';
import type { CommitFile } from '../../../../src/task/gates/tests/name-clash.ts';
import type {
  CaseOutcome,
  CollectionErrorKind,
  TestResults,
} from '../../../../src/task/results/test-results.ts';

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
const edited: readonly CommitFile[] = [{ path: 't.py', kind: 'modified' }];
const judge = (
  found: TestResults | null,
  named = ['t.py::new'],
  conclusion: string | null = 'failure',
  { files = edited, kept = [], base = null }: Partial<ProofRun> = {},
): ProofVerdict => judgeProof({ conclusion, results: found, named, files, kept, base });
const added = { files: [{ path: 't.py', kind: 'added' }] } as const;
const kept = { kept: ['t.py::old'] };
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
    expect(judge(found, ['t.py::new'], 'failure', kept)).toMatchObject({ kind: 'red', failed, others: [] });
  });

  it('tells what failed from names that are read from source for a file that is not collected', () => {
    const found = results({ 't.py::new': 'failed' }, { 'u.py': 'import', 'v.py': 'import' });
    const files = ['t.py', 'u.py', 'v.py'].map((path) => ({ path, kind: 'added' }) as const);
    expect(judge(found, ['u.py::a', 'u.py::b'], 'failure', { files })).toEqual({
      kind: 'red',
      failed: ['t.py::new', 'u.py::a', 'u.py::b', 'v.py'],
      cases: ['t.py::new'],
      files: ['u.py', 'v.py'],
      passed: [],
      others: [],
    });
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
    expect(judge(found, ['t.py::new'], 'failure', { kept: ['t.py::new_too'] })).toMatchObject({
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
    expect(judge(found, ['t.py::new'], 'failure', { files, kept: ['o.py::old'] })).toMatchObject({
      failed: ['t.py::new', 't.py::helper', 'new_helper.py', 'o.py'],
      others: ['o.py::old', 'theirs.py'],
    });
  });

  it('never lists a new test or its file as a failure of the base', () => {
    const found = results({ 'u.py::n[1]': 'failed' }, { 't.py': 'import' });
    const files = [...edited, { path: 'u.py', kind: 'modified' }] as const;
    expect(judge(found, ['t.py::new', 'u.py::n'], 'failure', { files })).toMatchObject({
      kind: 'red',
      others: [],
    });
  });

  it('is red by the results even if the job hides the failure', () => {
    expect(judge(results({ 't.py::new': 'failed' }), ['t.py::new'], 'success').kind).toBe('red');
  });

  it('is not red when all that is new passes', () => {
    const found = results({ 't.py::new': 'passed', 't.py::more': 'passed', 't.py::idle': 'skipped' });
    expect(judge(found, ['t.py::new'], 'success', added)).toEqual({
      kind: 'not-red',
      passed: ['t.py::new', 't.py::more'],
    });
  });

  it.each<[string, Cases, string[], string[]]>([
    [
      'passes with one of its parameters',
      { 't.py::new[1]': 'failed', 't.py::new[2]': 'passed' },
      ['t.py::new[1]'],
      ['t.py::new[2]'],
    ],
    [
      'passes while another fails',
      { 't.py::new': 'passed', 't.py::other': 'failed' },
      ['t.py::other'],
      ['t.py::new'],
    ],
    [
      'is skipped while another fails',
      { 't.py::new': 'skipped', 't.py::other': 'failed' },
      ['t.py::other'],
      [],
    ],
  ])('is red, and tells what passes already, when a new test %s', (_, cases, failed, passed) => {
    expect(judge(results(cases))).toMatchObject({ kind: 'red', failed, passed });
  });

  it('goes by what ran, whatever source calls it', () => {
    const found = results({ 't.py::TestX::test_add_0_two': 'failed', 't.py::TestX::test_add_1': 'passed' });
    for (const named of [['t.py::TestX::test_add'], ['t.py::test_client', 't.py::test_gone'], []])
      expect(judge(found, named, 'failure', added)).toMatchObject({
        kind: 'red',
        cases: ['t.py::TestX::test_add_0_two'],
      });
  });

  it.each<[string, TestResults | null, string[], string]>([
    ['there are no results', null, ['t.py::new'], 'no-results'],
    ['no test is named, and none is new', results({ 'o.py::old': 'failed' }), [], 'nothing-named'],
    ['its file is not in the results', results({ 'o.py::new': 'failed' }), ['t.py::new'], 'named-missing'],
    ['the test was skipped', results({ 't.py::new': 'skipped' }), ['t.py::new'], 'named-not-run'],
    ['the test is expected to fail', results({ 't.py::new': 'xfailed' }), ['t.py::new'], 'named-not-run'],
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

  const old = results({ 't.py::old': 'passed', 't.py::id[<x at 0x7f10>]': 'passed', 't.py::bad': 'failed' });
  it.each<[string, Cases, TestResults | null, string[]]>([
    ['is not in the base’s run', { 't.py::old': 'passed', 't.py::odd': 'failed' }, old, ['t.py::odd']],
    ['passed there and fails now', { 't.py::old': 'failed' }, old, ['t.py::old']],
    ['failed there as well', { 't.py::bad': 'failed', 't.py::odd': 'failed' }, old, ['t.py::odd']],
    [
      'has another address in its name',
      { 't.py::id[<x at 0x7fff>]': 'failed', 't.py::odd': 'failed' },
      old,
      ['t.py::id[<x at 0x7fff>]', 't.py::odd'],
    ],
    [
      'is left alone by the commit, with no run of the base',
      { 't.py::old': 'failed', 't.py::odd': 'failed' },
      null,
      ['t.py::odd'],
    ],
    [
      'goes on from the longer name, which is left alone',
      { 't.py::old_new_0': 'failed', 't.py::odd': 'failed' },
      null,
      ['t.py::odd'],
    ],
    [
      'is made of one that is left alone',
      { 't.py::old_0_x': 'failed', 't.py::odd': 'failed' },
      null,
      ['t.py::odd'],
    ],
  ])('in an edited file, of a test that %s', (_, cases, base, failed) => {
    expect(
      judge(results(cases), ['t.py::o'], 'failure', { kept: ['t.py::old', 't.py::old_new'], base }),
    ).toMatchObject({
      kind: 'red',
      failed,
    });
  });
});
