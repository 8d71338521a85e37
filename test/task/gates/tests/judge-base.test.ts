import { describe, expect, it } from 'vitest';
import { judgeBase, type BaseLook, type BaseVerdict } from '../../../../src/task/gates/tests/judge-base.ts';
import type { BaseReport } from '../../../../src/task/results/base/base-report.ts';
import type { TestCase } from '../../../../src/task/results/test-results.ts';
import { base, head } from '../../build.ts';
import { added, baseReport, baseRun, old } from '../../results/base/reports.ts';

const passed = (id: string): TestCase => ({ id, outcome: 'passed', message: '', detail: '' });

function judge(report: Partial<BaseReport>, look: Partial<BaseLook> = {}): BaseVerdict {
  const cases = [passed(old), passed(added)];
  return judgeBase({
    report: baseReport(report),
    base,
    head,
    results: { source: 'junit', cases, collectionErrors: [], unnamedPassed: 0 },
    proved: [added],
    exempt: [],
    reversal: 'sample',
    ...look,
  });
}

function say(verdict: BaseVerdict): string {
  if (verdict.kind === 'unusable') return verdict.problem;
  if (verdict.kind === 'differs') return `${verdict.fault} ${verdict.about.join(' ')}`.trim();
  return verdict.kind === 'edited' ? `edited ${verdict.about.join(' ')}` : 'agrees';
}

it('an honest change agrees, and what was seen is counted', () => {
  expect(judge({})).toEqual({ kind: 'agrees', seen: { passed: 1, canaries: 81, reversed: 1 } });
});

describe('the base’s run is not green where', () => {
  it.each<[string, Partial<BaseReport>, Partial<BaseLook>, string]>([
    ['it is about another base', { base: 'f'.repeat(40) }, {}, 'other-commits'],
    ['it is about another head', { head: 'f'.repeat(40) }, {}, 'other-commits'],
    ['a canary lives', { baseTests: baseRun({}, { survived: ['a'] }) }, {}, 'canary a'],
    ['a canary lives among the new tests', { newOnHead: baseRun({}, { survived: ['a'] }) }, {}, 'canary a'],
    ['no canary ran', { baseTests: baseRun({}, { canaries: 0 }) }, {}, 'canary'],
    [
      'something judged itself',
      { baseTests: baseRun({}, { changed: ['unittest.TestCase'] }) },
      {},
      'replaced unittest.TestCase',
    ],
    ['there is more in the pipe than was said', { newOnBase: baseRun({}, { end: 'forged' }) }, {}, 'forged'],
    ['a run came to no end', { newOnHead: baseRun({}, { end: 'crashed', said: 'x' }) }, {}, 'unfinished'],
    [
      'an old test fails with the base’s files',
      { baseTests: baseRun({ [old]: 'failed' }) },
      {},
      `base-tests ${old}`,
    ],
    [
      'an old file is not collected with the base’s files',
      { baseTests: baseRun({}, { uncollected: [{ id: 'tests/test_old.py', message: 'no' }] }) },
      {},
      'base-tests tests/test_old.py',
    ],
    [
      'an old test does not run in the head’s own run',
      { baseTests: baseRun({ [old]: 'passed', 'tests/test_old.py::test_gone': 'passed' }) },
      {},
      'lost tests/test_old.py::test_gone',
    ],
    [
      'a new test fails in a clean interpreter',
      { newOnHead: baseRun({ [added]: 'failed' }) },
      {},
      `new-tests ${added}`,
    ],
    [
      'a new test passes without the change now',
      { newOnBase: baseRun({ [added]: 'passed' }) },
      {},
      `still-green ${added}`,
    ],
    [
      'a new test does not run without the change now',
      { newOnBase: baseRun({}) },
      {},
      `still-green ${added}`,
    ],
    ['the change alters no code', { code: 'same-syntax' }, {}, 'same-syntax'],
    ['the new tests were not found', { newOnHead: null }, {}, 'no-new-tests'],
    [
      'nothing that was taken back turns a new test red',
      { reversal: { hunks: 1, tried: [{ what: 'calc.py:3', red: [], end: 'finished' }] } },
      {},
      'not-reversed calc.py:3',
    ],
    ['nothing was taken back', { reversal: null }, {}, 'too-few-hunks'],
    [
      'each piece is asked for, and one was left',
      { effort: 'every' },
      { reversal: 'every' },
      'too-few-hunks',
    ],
    [
      'each piece is asked for, and one does not matter',
      {
        effort: 'every',
        reversal: {
          hunks: 2,
          tried: [
            { what: 'calc.py:3', red: [added], end: 'finished' },
            { what: 'calc.py:9', red: [], end: 'finished' },
          ],
        },
      },
      { reversal: 'every' },
      'not-reversed calc.py:9',
    ],
    [
      'the base’s tests run to no end without the change either',
      { baseTests: baseRun({}, { end: 'crashed' }), again: baseRun({}, { end: 'crashed' }) },
      {},
      'base-not-run',
    ],
  ])('%s', (_, report, look, expected) => {
    expect(say(judge(report, look))).toBe(expected);
  });
});

describe('nobody is blamed', () => {
  const failing = baseRun({ [old]: 'failed' });
  it.each<[string, Partial<BaseReport>, Partial<BaseLook>]>([
    ['for what fails on the base’s own sources as well', { baseTests: failing, again: failing }, {}],
    ['for a crash that the change fixes', { newOnBase: baseRun({}, { end: 'crashed', canaries: 0 }) }, {}],
    [
      'for what passes when it is run at once more',
      { baseTests: baseRun({ [old]: 'failed' }, { flaky: [old] }) },
      {},
    ],
    ['for what the base was seen failing', { baseTests: failing }, { exempt: [old] }],
    [
      'for what plug-ins replace on the base as well',
      { baseTests: baseRun({ [old]: 'passed' }, { changed: ['a'] }), again: baseRun({}, { changed: ['a'] }) },
      {},
    ],
    [
      'for no proof, where there is none',
      { newOnHead: null, newOnBase: null, reversal: null },
      { proved: null },
    ],
    ['for a reversal that the policy does not ask for', { reversal: null }, { reversal: 'off' }],
    [
      'for a new file that cannot be collected without the change',
      { newOnBase: baseRun({}, { uncollected: [{ id: 'tests/test_add.py', message: 'no' }] }) },
      {},
    ],
    [
      'for cases of a test that was proved by its name',
      {
        newOnHead: baseRun({ [`${added}[1]`]: 'passed' }),
        newOnBase: baseRun({ [`${added}[1]`]: 'failed' }),
      },
      {},
    ],
  ])('%s', (_, report, look) => {
    expect(say(judge(report, look))).toBe('agrees');
  });
});

it('a test that fails with the assertions that it had before is shown', () => {
  const asBefore = baseRun({ [old]: 'failed' });
  expect(judge({ asBefore })).toMatchObject({ kind: 'edited', about: [old] });
  expect(judge({ asBefore, again: baseRun({ [old]: 'failed' }) })).toMatchObject({ kind: 'agrees' });
});

it('a test that the change itself edited, and that fails in its old version, is shown', () => {
  const edited = { baseTests: baseRun({ [old]: 'failed' }), editedTests: ['tests/test_old.py'] };
  expect(judge(edited)).toMatchObject({ kind: 'edited', about: [old], said: ['why failed'] });
});
