/** A job that failed though no test did: its log says why. */
import { describe, expect, it } from 'vitest';
import type { GitHub, Result } from '../../../src/acts/act.ts';
import type { Job, Run } from '../../../src/task/situation.ts';
import { run } from '../../task/situations.ts';
import { failure, green, judged, report, reports } from './reports.ts';

const exit = '##[error]Process completed with exit code 1.';
const pytest = ['##[group]Run pytest', '##[endgroup]', '===== 2 passed in 0.1s ====='];
const coverage = 'FAIL Required test coverage of 90% not reached. Total coverage: 62%';
const log = (...lines: readonly string[]): string => lines.join('\n');

async function ended(
  text: string,
  changed: Partial<GitHub> = {},
  of: Partial<Run> = failure,
): Promise<Result> {
  const fake = reports({ 1: report(green) }, text);
  Object.assign(fake.github, changed);
  return judged(fake, { of });
}

function words(result: Result): string {
  const all = result.kind === 'outcome' ? result.artefacts : [];
  return all.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n');
}

describe('a job that fails though no test does', () => {
  it('is an attempt that failed where the step of pytest says why, and the next one is told', async () => {
    const result = await ended(log(...pytest, coverage, exit));
    expect(result).toMatchObject({
      draft: {
        kind: 'failed_test',
        data: {
          reason: 'red',
          part: 'change',
          failed: [],
          signature: expect.stringMatching(/^[\da-f]{64}$/),
        },
      },
    });
    expect(words(result)).toBe(`The job pytest failed, but no test did. Its log says:\n${coverage}`);
  });

  it('holds the task with the line of another step', async () => {
    const lint = ['##[group]Run ruff check', '##[endgroup]', 'add.py:1:1: error: F401 unused', exit];
    const result = await ended(log(...pytest, ...lint));
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'run-unusable' } } });
    expect(words(result)).toContain('add.py:1:1: error: F401 unused');
  });

  it('holds the task with the line of another job', async () => {
    const lint = { ...(run().jobs[0] as Job), name: 'lint', conclusion: 'failure' };
    const result = await ended(
      log('##[group]Run ruff check', '##[endgroup]', 'add.py:1:1: error: F401 unused', exit),
      { jobs: async () => ({ kind: 'jobs', jobs: [{ id: 6, name: 'lint' }] }) },
      { conclusion: 'failure', jobs: [run().jobs[0] as Job, lint] },
    );
    expect(result).toMatchObject({ draft: { kind: 'held', data: { reason: 'run-unusable' } } });
    expect(words(result)).toBe(
      'Another job of the workflow failed: lint. Its log says:\nadd.py:1:1: error: F401 unused',
    );
  });

  it('holds the task without a line where the log is gone, and waits where GitHub does not answer', async () => {
    const gone = await ended('', { jobLog: async () => ({ kind: 'gone', message: '410' }) });
    expect(words(gone)).toBe('The job pytest failed, but no test did.');
    const silent = { kind: 'unknown', message: '502' } as const;
    expect((await ended('', { jobs: async () => silent })).kind).toBe('unknown');
    expect((await ended('', { jobLog: async () => silent })).kind).toBe('unknown');
  });
});
