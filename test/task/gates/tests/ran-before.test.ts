import { describe, expect, it } from 'vitest';
import { lostTests, type SeenEdits } from '../../../../src/task/gates/tests/ran-before.ts';
import type { CaseOutcome, TestResults } from '../../../../src/task/results/test-results.ts';

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
type Row = [
  string,
  {
    passed?: string[];
    failed?: string[];
    now: TestResults;
    seen?: Partial<SeenEdits>;
    moved?: string[];
  },
  string[],
];
const none: SeenEdits = { touched: [], deleted: [], gone: [], altered: [], kept: [] };
const touched = ['tests/test_a.py'];

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
    ['are gone from a file that the change touches', { passed: [a], now: results(), seen: { touched } }, [a]],
    [
      'are gone, and the screen saw them go',
      { passed: [a, b], now: results(), seen: { touched, gone: [a] } },
      [b],
    ],
    [
      'are skipped, though the screen saw them go',
      { passed: [a], now: results([a, 'skipped']), seen: { touched, gone: [a] } },
      [a],
    ],
    [
      'are gone, and only one was left alone of two names that begin alike',
      { passed: [`${a}_1`, `${a}_2`], now: results(), seen: { touched, gone: [a], kept: [`${a}_2`] } },
      [`${a}_2`],
    ],
    [
      'were made by a decorator of one that the screen saw go',
      { passed: [`${a}_0_one`, `${a}1`], now: results(), seen: { touched, gone: [a] } },
      [],
    ],
    ['are gone with their file', { passed: [a], now: results(), seen: { touched, deleted: touched } }, []],
    ['are gone from a file that others have changed', { passed: [a], now: results(), moved: touched }, []],
    [
      'are gone while the change touches a file of that name elsewhere',
      {
        passed: [a],
        now: results(),
        seen: { touched: ['x/tests/test_a.py'], gone: ['x/tests/test_a.py::a'] },
      },
      [a],
    ],
    [
      'had a parameter replaced in a file that the change touches',
      { passed: [`${a}[sub]`], now: results([`${a}[mul]`, 'passed']), seen: { touched } },
      [],
    ],
    [
      'lost a parameter in a file that the change touches, in a test that it leaves alone',
      { passed: [`${a}[1]`, `${a}[2]`], now: results([`${a}[1]`, 'passed']), seen: { touched, kept: [a] } },
      [`${a}[2]`],
    ],
    [
      'lost a parameter in a test that the change alters',
      {
        passed: [`${a}[1]`, `${a}[2]`],
        now: results([`${a}[1]`, 'passed']),
        seen: { touched, altered: [a] },
      },
      [],
    ],
    [
      'lost all parameters in a test that the change alters',
      { passed: [`${a}[1]`], now: results([b, 'passed']), seen: { touched, altered: [a] } },
      [`${a}[1]`],
    ],
    [
      'carry a uuid, a time, a folder, a port, a hash',
      {
        passed: [
          `${a}[6f1c9c1e-0b5e-4d0a-9b57-0b6b1c9d2e3f-2026-11-29T06:58:05-/tmp/x1-localhost:4711-9f86d081884c]`,
        ],
        now: results([
          `${a}[0a1b2c3d-1111-4222-8333-444455556666-2026-11-30T07:01:00-/tmp/y-localhost:52001-60303ae22b998]`,
          'passed',
        ]),
      },
      [],
    ],
    [
      'carry numbers that were drawn by chance, and are as many',
      {
        passed: [`${a}[7-0.25]`, `${a}[3-x]`],
        now: results([`${a}[9-0.5]`, 'passed'], [`${a}[3-x]`, 'passed']),
      },
      [],
    ],
    [
      'carry numbers that were drawn by chance, and are fewer',
      { passed: [`${a}[7]`, `${a}[8]`], now: results([`${a}[9]`, 'passed']) },
      [`${a}[8]`],
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
  ])('%s', (_, { passed = [], failed = [], now, seen = {}, moved = [] }, lost) => {
    expect(lostTests({ passed }, failed, now, { ...none, ...seen }, moved).map(({ id }) => id)).toEqual(lost);
  });

  it('are lost with a word on what became of them', () => {
    const now = results([b, 'skipped'], ['c.py::c', 'xfailed']);
    expect(
      lostTests({ passed: [a, b, 'c.py::c'] }, ['d.py::d'], now, none).map(({ message }) => message),
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
    expect(lostTests({ passed: ids }, [], now, { ...none, touched: ['src/x.py'] })).toEqual([]);
    expect((process.threadCpuUsage().user - before) / 1000).toBeLessThan(1_000);
  });
});
