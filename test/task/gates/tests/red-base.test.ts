import { describe, expect, it } from 'vitest';
import { baseRun, isBaseRed } from '../../../../src/task/gates/tests/red-base.ts';
import { headSha } from '../../../../src/task/names.ts';
import type { Run } from '../../../../src/task/situation.ts';
import { base, head } from '../../build.ts';
import { run, situation, workflow } from '../../situations.ts';

const red = { event: 'push', conclusion: 'failure' } as const;

describe('the base', () => {
  it.each<[string, readonly Run[], boolean]>([
    ['whose run failed is red', [run(red)], true],
    ['without a run is not known to be red', [], false],
    ['whose run is green is not', [run({ ...red, conclusion: 'success' })], false],
    ['whose run was cancelled is not known to be', [run({ ...red, conclusion: 'cancelled' })], false],
    ['whose run is going is not known to be', [run({ ...red, status: 'in_progress' })], false],
    ['is not red for a pull request’s run', [run({ ...red, event: 'pull_request' })], false],
    ['is not red for another workflow', [run({ ...red, path: 'other.yml' })], false],
    [
      'is as its newest run says',
      [run({ ...red, id: 5 }), run({ ...red, id: 9, conclusion: 'success' })],
      false,
    ],
    ['is red again', [run({ ...red, id: 9 }), run({ ...red, id: 5, conclusion: 'success' })], true],
  ])('%s', (_what, baseRuns, expected) => {
    expect(isBaseRed(situation({ baseRuns: [...baseRuns] }), workflow)).toBe(expected);
  });
});

describe('the run of the base commit', () => {
  const own = { event: 'push', headSha: headSha(base) } as const;
  it.each<[string, readonly Run[], number | null]>([
    ['is its newest', [run({ ...own, id: 5 }), run({ ...own, id: 9, conclusion: 'failure' })], 9],
    ['is none of another commit', [run({ ...own, headSha: head })], null],
    ['is none for a pull request', [run({ ...own, event: 'pull_request' })], null],
    ['is none of another workflow', [run({ ...own, path: 'other.yml' })], null],
    ['is none that is going', [run({ ...own, status: 'in_progress', conclusion: null })], null],
    ['is none that was cancelled', [run({ ...own, conclusion: 'cancelled' })], null],
  ])('%s', (_what, baseRuns, expected) => {
    expect(baseRun(situation({ baseRuns: [...baseRuns] }), workflow, base)?.id ?? null).toBe(expected);
  });
});
