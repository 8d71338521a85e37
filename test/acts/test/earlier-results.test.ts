import { describe, expect, it } from 'vitest';
import type { Run } from '../../../src/task/situation.ts';
import { proof, start } from '../../task/build.ts';
import { pull, run } from '../../task/situations.ts';
import { fakeGitHub } from '../fakes.ts';
import { added, failure, green, judged, proved, report, reports, verdict } from './reports.ts';

function log(word: string, end: string): string {
  return `=== test session starts ===\n=== short test summary info ===\n${word} ${added}\n=== ${end} in 0.1s ===\n`;
}

describe('red then green on rerun', () => {
  const red = report({ ...green, [added]: 'assert 4 == 5' });

  it('counts, and is written down as a rerun with what failed before', async () => {
    expect(await judged(reports({ 1: red, 2: report(green) }))).toMatchObject({
      draft: { data: { judged: 'green', evidence: { runAttempt: 2, passed: 2, flaky: [added] } } },
    });
  });

  it('counts as a rerun too where another run of the same head was red', async () => {
    const fake = reports({ '11/1': red, '12/1': report(green) });
    const seen = { pull: pull({ runs: [run(), run({ id: 11, ...failure })] }) };
    expect(await judged(fake, { seen })).toMatchObject({
      draft: { data: { judged: 'green', evidence: { runId: 12, runAttempt: 1, flaky: [added] } } },
    });
  });

  it.each<[string, Partial<Run>]>([
    ['of another head', { headSha: proof.headSha }],
    ['of another workflow', { path: '.github/workflows/lint.yml' }],
    ['of another event', { event: 'push' }],
  ])('is no rerun of a red run %s', async (_what, other) => {
    const seen = { pull: pull({ runs: [run(), run({ id: 11, ...failure, ...other })] }) };
    const result = await judged(reports({ 1: report(green) }), { seen });
    expect(result).toMatchObject({ draft: { kind: 'pytest_run' } });
    expect(JSON.stringify(result)).not.toContain('flaky');
  });

  it('is still a rerun where the attempt before can be read no more, or never was a report', async () => {
    for (const before of ['<garbage', report({})])
      expect(await judged(reports({ 1: before, 2: report(green) }))).toMatchObject({
        draft: { data: { evidence: { flaky: [] } } },
      });
  });

  it('calls nothing flaky that fails again, or that the base had failing', async () => {
    const old = 'tests/test_old.py::test_old';
    const task = proved([old]);
    const both = { 1: report({ [added]: 'no', [old]: 'no' }), 2: report({ [added]: '', [old]: 'no' }) };
    expect(await judged(reports(both), { task, of: failure })).toMatchObject({
      draft: { data: { evidence: { exempt: [old], flaky: [added] } } },
    });
  });

  it('is judged by the later attempt: green then red is red', async () => {
    expect(await verdict(reports({ 1: report(green), 2: red }), { of: failure })).toBe('failed_test: red');
  });

  it('is not judged while GitHub does not answer about the attempt before', async () => {
    const fake = reports({ 1: red, 2: report(green) });
    const { artifactZip } = fake.github;
    fake.github.artifactZip = async (id) =>
      id === 0 ? { kind: 'unknown', message: '502' } : artifactZip(id);
    expect(await verdict(fake)).toBe('unknown');
  });

  it('is looked for in the log where the workflow is not ours', async () => {
    const fake = fakeGitHub({
      artifacts: async () => ({ kind: 'artifacts', artifacts: [] }),
      run: async () => ({ kind: 'run', attempt: 2, startedAt: start }),
      jobs: async (_run, attempt) => ({ kind: 'jobs', jobs: [{ id: attempt, name: 'pytest' }] }),
      jobLog: async (id) => ({
        kind: 'text',
        text: id === 1 ? log('FAILED', '1 failed') : log('PASSED', '1 passed'),
      }),
    });
    expect(await judged(fake)).toMatchObject({
      draft: { data: { evidence: { runAttempt: 2, flaky: [added] } } },
    });
  });
});
