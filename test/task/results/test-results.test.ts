import { describe, expect, it } from 'vitest';
import {
  flakyIds,
  isCaseOf,
  mergeResults,
  type CaseOutcome,
  type TestResults,
} from '../../../src/task/results/test-results.ts';

const results = (outcome: CaseOutcome, kinds: ('import' | 'syntax')[] = []): TestResults => ({
  source: 'junit',
  cases: [{ id: 't.py::a', outcome, message: '', detail: '' }],
  collectionErrors: kinds.map((kind) => ({ file: 'u.py', kind, message: '', detail: '' })),
  unnamedPassed: 1,
});

describe('mergeResults', () => {
  it.each<[CaseOutcome, CaseOutcome, CaseOutcome]>([
    ['passed', 'failed', 'failed'],
    ['failed', 'passed', 'failed'],
    ['passed', 'skipped', 'passed'],
    ['skipped', 'passed', 'passed'],
    ['skipped', 'failed', 'failed'],
    ['skipped', 'xfailed', 'xfailed'],
    ['error', 'failed', 'error'],
    ['xfailed', 'passed', 'passed'],
  ])('makes %s and %s in two jobs %s', (one, other, outcome) => {
    expect(mergeResults([results(one), results(other)])?.cases.map((each) => each.outcome)).toEqual([
      outcome,
    ]);
  });

  it('keeps the collection error that is not for want of a name', () => {
    const both = [results('passed', ['import']), results('passed', ['syntax'])];
    expect(mergeResults(both)?.collectionErrors.map(({ kind }) => kind)).toEqual(['syntax']);
    expect(mergeResults(both.toReversed())?.collectionErrors.map(({ kind }) => kind)).toEqual(['syntax']);
  });

  it('adds the unnamed passes, calls a mixture a log, and makes nothing of nothing', () => {
    expect(mergeResults([results('passed'), { ...results('passed'), source: 'log' }])).toMatchObject({
      source: 'log',
      unnamedPassed: 2,
    });
    expect(mergeResults([])).toBeNull();
  });
});

describe('flakyIds', () => {
  it('are what failed before and does not fail now: tests, and files that were not collected', () => {
    expect(flakyIds(results('passed'), [results('failed', ['import']), results('error')])).toEqual([
      't.py::a',
      'u.py',
    ]);
    expect(flakyIds(results('failed', ['import']), [results('failed', ['import'])])).toEqual([]);
    expect(flakyIds(results('passed'), [])).toEqual([]);
  });
});

describe('isCaseOf', () => {
  it.each([
    ['t.py::a', 't.py::a', true],
    ['t.py::a[1-2]', 't.py::a', true],
    ['t.py::a[1]', 't.py::a[1]', true],
    ['t.py::ab', 't.py::a', false],
    ['t.py::A::a', 't.py::A', false],
    ['t.py::a', 't.py::a[1]', false],
  ])('%s of %s: %s', (id, named, expected) => {
    expect(isCaseOf(id, named)).toBe(expected);
  });
});
