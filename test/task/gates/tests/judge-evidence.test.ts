import { describe, expect, it } from 'vitest';
import {
  judgeEvidence,
  type EvidenceRun,
  type EvidenceVerdict,
} from '../../../../src/task/gates/tests/judge-evidence.ts';
import { failureSignature } from '../../../../src/task/results/failure-signature.ts';
import type { RanBefore } from '../../../../src/task/gates/tests/ran-before.ts';
import type { CaseOutcome, TestResults } from '../../../../src/task/results/test-results.ts';

type Job = EvidenceRun['run']['jobs'][number];
const job = (name: string, conclusion: string | null = 'success', status = 'completed'): Job => ({
  name,
  status,
  conclusion,
});
const results = (cases: Record<string, CaseOutcome>, uncollected: string[] = []): TestResults => ({
  source: 'junit',
  cases: Object.entries(cases).map(([id, outcome]) => ({ id, outcome, message: `of ${id}`, detail: '' })),
  collectionErrors: uncollected.map((file) => ({
    file,
    kind: 'import',
    message: 'no such name',
    detail: 'traceback',
  })),
  unnamedPassed: 0,
});
type Given = { conclusion?: string | null; status?: string; jobs?: Job[] } & Partial<
  Omit<EvidenceRun, 'run'>
>;
function judge({
  conclusion = 'success',
  status = 'completed',
  jobs = [job('pytest')],
  ...rest
}: Given = {}): EvidenceVerdict {
  const run = { status, conclusion, jobs };
  return judgeEvidence({
    run,
    job: 'pytest',
    results: results({ 't.py::a': 'passed' }),
    exempt: [],
    named: [],
    before: null,
    seen: { touched: [], deleted: [], gone: [], altered: [], kept: [] },
    ...rest,
  });
}
const red = { conclusion: 'failure', jobs: [job('pytest', 'failure')] };
const kindOf = (verdict: EvidenceVerdict): string =>
  verdict.kind === 'unusable' ? verdict.reason : verdict.kind;
const twelve = (last: string | null): Job[] => [
  ...Array.from({ length: 11 }, (_, index) => job(`pytest (3.${index})`)),
  job('pytest (3.11)', last),
];

const before = (changed: Partial<RanBefore>): RanBefore => ({
  base: 'b',
  passed: [],
  unnamedPassed: 0,
  presumed: [],
  red: [],
  uncollected: [],
  ...changed,
});

const edits = { touched: ['t.py'], deleted: [], gone: ['t.py::b'], altered: [], kept: [] };

describe('judgeEvidence', () => {
  it.each<[string, Given]>([
    ['all is well', {}],
    [
      'the named tests passed',
      { results: results({ 't.py::a[1]': 'passed', 't.py::a[2]': 'passed' }), named: ['t.py::a'] },
    ],
    [
      'a log without names counts as many passes as the proof had tests',
      {
        results: { ...results({}), unnamedPassed: 6 },
        named: ['t.py::n'],
        before: before({ unnamedPassed: 5, red: ['t.py::n'] }),
      },
    ],
    [
      'other tests were skipped or expected to fail',
      { results: results({ a: 'passed', b: 'skipped', c: 'xfailed' }) },
    ],
    ['all twelve jobs of the matrix are', { jobs: twelve('success') }],
    ['a job beside it was skipped', { jobs: [job('pytest'), job('deploy', 'skipped')] }],
  ])('is green when %s', (_, given) => {
    expect(judge(given).kind).toBe('green');
  });

  it('counts the passes, also those that a log does not name', () => {
    const found = { ...results({ a: 'passed', b: 'skipped' }), unnamedPassed: 7 };
    expect(judge({ results: found })).toEqual({ kind: 'green', passed: 8, exempted: [] });
  });

  it('is green although the job failed, if only the base’s own failures made it fail', () => {
    const found = results({ 't.py::a': 'passed', 'o.py::old': 'failed' }, ['broken.py']);
    const exempt = ['o.py::old', 'broken.py'];
    expect(judge({ ...red, results: found, exempt })).toEqual({ kind: 'green', passed: 1, exempted: exempt });
    const jobs = [job('pytest', 'failure'), job('deploy', 'skipped')];
    expect(judge({ conclusion: 'failure', jobs, results: found, exempt }).kind).toBe('green');
  });

  it.each<[string, Given, string[]]>([
    ['a test fails', { ...red, results: results({ a: 'passed', b: 'failed' }) }, ['b']],
    ['a test errs', { ...red, results: results({ a: 'passed', b: 'error' }) }, ['b']],
    ['a file cannot be collected', { ...red, results: results({ a: 'passed' }, ['t.py']) }, ['t.py']],
    ['`|| true` hides a failure', { results: results({ a: 'passed', b: 'failed' }) }, ['b']],
    [
      'more than the exempt fails',
      { ...red, results: results({ a: 'passed', b: 'failed', c: 'failed' }), exempt: ['b'] },
      ['c'],
    ],
    [
      'an exempt file is collected now and a test of it fails',
      { ...red, results: results({ 'f.py::t': 'failed' }), exempt: ['f.py'] },
      ['f.py::t'],
    ],
    [
      'more of one name fail than are exempt',
      {
        ...red,
        results: results({ a: 'passed', 'b[0x7f10]': 'failed', 'b[0x7f20]': 'failed' }),
        exempt: ['b[0x7fff]'],
      },
      ['b[0x7f20]'],
    ],
    [
      'a named test fails that is listed as exempt',
      { ...red, results: results({ 't.py::n[1]': 'failed' }), exempt: ['t.py::n[1]'], named: ['t.py::n'] },
      ['t.py::n[1]'],
    ],
    [
      'the file of a named test, listed as exempt, is not collected',
      { ...red, results: results({ a: 'passed' }, ['t.py']), exempt: ['t.py'], named: ['t.py::n'] },
      ['t.py'],
    ],
  ])('is red when %s', (_, given, failed) => {
    expect(judge(given)).toMatchObject({ kind: 'red', failed, failures: failed.map((id) => ({ id })) });
  });

  it('tells what pytest said of a file that it could not collect', () => {
    expect(judge({ ...red, results: results({}, ['t.py']) })).toMatchObject({
      failures: [{ id: 't.py', outcome: 'error', message: 'no such name', detail: 'traceback' }],
    });
  });

  const words = [
    'skipped',
    'neutral',
    'cancelled',
    'timed_out',
    'action_required',
    'stale',
    'startup_failure',
  ];
  it.each([
    ...words.map((word): [string, string] => [word, word]),
    [null, 'none'],
    ['brand_new', 'unknown'],
    ['SUCCESS', 'unknown'],
  ])('takes %s, of the run or of its job, for no evidence', (conclusion, code) => {
    expect(kindOf(judge({ conclusion }))).toBe(`run-${code}`);
    expect(kindOf(judge({ jobs: [job('pytest', conclusion)] }))).toBe(`job-${code}`);
  });

  it.each<[string, Given, string]>([
    ['the run goes on', { status: 'in_progress', conclusion: null }, 'not-completed'],
    ['the run waits', { status: 'waiting', conclusion: null }, 'not-completed'],
    ['the job goes on', { jobs: [job('pytest', 'success', 'in_progress')] }, 'job-none'],
    ['no job ran', { jobs: [] }, 'job-missing'],
    ['the job has another name', { jobs: [job('pytest-lint'), job('lint')] }, 'job-missing'],
    [
      'one of twelve matrix jobs failed with no test to blame',
      { conclusion: 'failure', jobs: twelve('failure') },
      'job-failed',
    ],
    ['one of twelve matrix jobs was cancelled', { jobs: twelve('cancelled') }, 'job-cancelled'],
    [
      'one of twelve matrix jobs failed and exempt failures could hide why',
      {
        conclusion: 'failure',
        jobs: twelve('failure'),
        results: results({ a: 'passed', b: 'failed' }),
        exempt: ['b'],
      },
      'job-failed',
    ],
    ['the job failed though every test passed', red, 'job-failed'],
    ['the job failed and the run does not say so', { jobs: [job('pytest', 'failure')] }, 'job-failed'],
    [
      'another job failed',
      { conclusion: 'failure', jobs: [job('pytest'), job('lint', 'failure')] },
      'other-job-failed',
    ],
    [
      'another job failed beside exempt failures',
      {
        conclusion: 'failure',
        jobs: [job('pytest', 'failure'), job('lint', 'failure')],
        results: results({ a: 'passed', b: 'failed' }),
        exempt: ['b'],
      },
      'other-job-failed',
    ],
    ['the run failed and no job says why', { conclusion: 'failure' }, 'job-failed'],
    ['there are no results', { results: null }, 'no-results'],
    ['every test was skipped', { results: results({ a: 'skipped', b: 'xfailed' }) }, 'nothing-passed'],
    ['only exempt tests ran', { ...red, results: results({ a: 'failed' }), exempt: ['a'] }, 'nothing-passed'],
    [
      'a log without names counts fewer passes than the proof had tests',
      {
        results: { ...results({}), unnamedPassed: 5 },
        before: before({ unnamedPassed: 5, red: ['t.py::n'] }),
      },
      'fewer-passed',
    ],
  ])('is no evidence when %s', (_, given, reason) => {
    expect(kindOf(judge(given))).toBe(reason);
  });

  const old = { id: 'o.py::old', outcome: 'failed', message: 'of o.py::old', detail: '' } as const;
  const presumed = [{ id: old.id, signature: failureSignature([old]) }];
  const elsewhere = [{ id: old.id, signature: failureSignature([{ ...old, message: 'another' }]) }];
  const still = results({ 't.py::a': 'passed', 'o.py::old': 'failed' });

  it.each<[string, Given, string]>([
    ['runs all that passed before', { before: before({ passed: ['t.py::a'] }) }, 'green'],
    ['misses what passed before', { before: before({ passed: ['t.py::b'] }) }, 'lost'],
    ['misses what the change took out', { before: before({ passed: ['t.py::b'] }), seen: edits }, 'green'],
    [
      'misses what stands in a file that the change edits',
      { before: before({ passed: ['t.py::c'] }), seen: edits },
      'lost',
    ],
    [
      'fails where nobody knew whose it was, in the same way',
      { ...red, results: still, exempt: [old.id], before: before({ presumed }) },
      'green',
    ],
    [
      'fails where nobody knew whose it was, in another way',
      { ...red, results: still, exempt: [old.id], before: before({ presumed: elsewhere }) },
      'red',
    ],
    [
      'fails where the base was seen failing, in whatever way',
      { ...red, results: still, exempt: [old.id], before: before({}) },
      'green',
    ],
    [
      'skips what failed before',
      {
        results: results({ 't.py::a': 'passed', 'o.py::old': 'skipped' }),
        exempt: [old.id],
        before: before({}),
      },
      'lost',
    ],
    [
      'fails, and misses what passed before',
      { results: results({ x: 'failed' }), before: before({ passed: ['y'] }) },
      'red',
    ],
    ['passes as often as before, in a log without names', { before: before({ unnamedPassed: 1 }) }, 'green'],
    [
      'passes less often than before, in a log without names',
      { before: before({ unnamedPassed: 2 }) },
      'fewer-passed',
    ],
  ])('held against the proof run, a run that %s', (_, given, expected) => {
    expect(kindOf(judge(given))).toBe(expected);
  });

  it('names what is wrong', () => {
    expect(judge({ conclusion: 'timed_out' })).toMatchObject({ reason: 'run-timed_out', about: [] });
    expect(judge({ jobs: [job('pytest', null)] })).toMatchObject({ reason: 'job-none', about: ['pytest'] });
  });
});
