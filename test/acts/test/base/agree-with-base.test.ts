/** What is written down where the workflow has the base's job as well. */
import { describe, expect, it } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import type { Result } from '../../../../src/acts/act.ts';
import { readTests } from '../../../../src/acts/test/read-tests.ts';
import type { Job } from '../../../../src/task/situation.ts';
import { at, start } from '../../../task/build.ts';
import { pull, policy, run, situation } from '../../../task/situations.ts';
import { baseReport, baseRun, old } from '../../../task/results/base/reports.ts';
import type { BaseReport } from '../../../../src/task/results/base/base-report.ts';
import { fakeGitHub, turn } from '../../fakes.ts';
import { green, report, zip } from '../reports.ts';

type Given = {
  readonly base?: BaseReport | string | Uint8Array | null;
  readonly job?: Partial<Job>;
  readonly expectedData?: 'person' | 'refuse';
  readonly createdAt?: number;
  /** Further artifacts that were uploaded beside it. */
  readonly beside?: readonly string[];
};

let asked: string[] = [];

async function read({
  base = baseReport(),
  job = {},
  expectedData = 'person',
  createdAt = start + 1,
  beside = [],
}: Given): Promise<Result> {
  asked = [];
  const text = typeof base === 'string' ? base : JSON.stringify(base);
  const bytes = base instanceof Uint8Array ? base : zip({ 'cadence-base.json': text });
  const github = fakeGitHub({
    artifacts: async () => {
      asked.push('list');
      const known = { expired: false, size: 500 };
      const ours = { id: 2, name: 'cadence-base-1', createdAt, ...known };
      const others = beside.map((name) => ({ id: 3, name, createdAt: start + 1, ...known }));
      const all = [{ id: 1, name: 'cadence-pytest-1', createdAt: start + 1, ...known }, ...others];
      return { kind: 'artifacts', artifacts: base === null ? all : [...all, ours] };
    },
    artifactZip: async (id) => {
      asked.push(`zip ${id}`);
      return { kind: 'bytes', bytes: id === 1 ? zip({ 'pytest.xml': report(green) }) : bytes };
    },
  });
  const first = run().jobs[0] as Job;
  const jobs = [first, { ...first, name: 'cadence-base', ...job }];
  const rules = policy();
  const now = situation({
    pull: pull({ runs: [run({ jobs })] }),
    policy: { kind: 'policy', hash: 'p', policy: { ...rules, screen: { ...rules.screen, expectedData } } },
  });
  return readTests.run(turn(at('Test(evidence)'), github, now), { kind: 'readTests', runId: 12 });
}

async function verdict(given: Given): Promise<string> {
  const result = await read(given);
  if (result.kind !== 'outcome') return result.kind;
  const { kind, data } = result.draft;
  return 'reason' in data ? `${kind}: ${data.reason}` : kind;
}

describe('a head with the base’s job', () => {
  it('is green where both agree, and one more download tells it', async () => {
    expect(await read({})).toMatchObject({
      draft: { data: { judged: 'green', evidence: { base: { passed: 1, canaries: 81, reversed: 1 } } } },
    });
    expect(asked).toEqual(['list', 'zip 1', 'zip 2']);
  });

  it.each<[string, Given, string]>([
    ['a job that was skipped', { job: { conclusion: 'skipped' } }, 'held: results-unusable'],
    [
      'a job that is not over',
      { job: { status: 'in_progress', conclusion: null } },
      'held: results-unusable',
    ],
    ['no report', { base: null }, 'held: results-unusable'],
    ['a report of an attempt before', { createdAt: 0 }, 'held: results-unusable'],
    ['a second report beside it', { beside: ['cadence-base-99'] }, 'held: results-unusable'],
    ['a report that is none', { base: '{}' }, 'held: results-unusable'],
    ['a zip that is none', { base: strToU8('<html>') }, 'held: results-unusable'],
    [
      'a zip of two files',
      { base: zipSync({ a: strToU8('{}'), b: strToU8('{}') }) },
      'held: results-unusable',
    ],
    ['a report of another head', { base: baseReport({ head: 'f'.repeat(40) }) }, 'held: results-unusable'],
    [
      'a canary that lives',
      { base: baseReport({ baseTests: baseRun({}, { survived: ['a'] }) }) },
      'failed_test: red',
    ],
  ])('is not green with %s', async (_, given, expected) => {
    expect(await verdict(given)).toBe(expected);
  });
});

describe('existing tests that the change edited and that fail in their old version', () => {
  const base = baseReport({ baseTests: baseRun({ [old]: 'failed' }), editedTests: ['tests/test_old.py'] });

  it('are shown to a person', async () => {
    const result = await read({ base });
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'change-approval' } } });
    const [shown] = result.kind === 'outcome' ? result.artefacts : [];
    expect(new TextDecoder().decode(shown?.bytes)).toContain(old);
  });

  it('fail the attempt where the policy refuses that', async () => {
    expect(await verdict({ base, expectedData: 'refuse' })).toBe('failed_test: red');
  });
});
