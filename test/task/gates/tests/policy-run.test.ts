import { describe, expect, it } from 'vitest';
import { policyRun } from '../../../../src/task/gates/tests/policy-run.ts';
import type { Job, Pull } from '../../../../src/task/situation.ts';
import { start, testsHead } from '../../build.ts';
import { pull, run, workflow } from '../../situations.ts';

const job = (changed: Partial<Job> = {}): Job => ({
  name: 'pytest',
  status: 'completed',
  conclusion: 'success',
  startedAt: start,
  completedAt: start,
  ...changed,
});

function kind(changed: Partial<Pull>): string {
  const found = policyRun(pull(changed), workflow);
  return 'run' in found ? `${found.kind} ${found.run.id}` : found.kind;
}

describe('the run that counts', () => {
  it.each<[string, Partial<Pull>, string]>([
    ['is the policy’s', {}, 'completed 12'],
    ['is none where there is none', { runs: [] }, 'none'],
    ['is not one of another workflow', { runs: [run({ path: '.github/workflows/other.yml' })] }, 'none'],
    ['is not one that was dispatched', { runs: [run({ event: 'workflow_dispatch' })] }, 'none'],
    ['is not one of a push', { runs: [run({ event: 'push' })] }, 'none'],
    ['is not one of pull_request_target', { runs: [run({ event: 'pull_request_target' })] }, 'none'],
    ['is not one of another head', { runs: [run({ headSha: testsHead })] }, 'none'],
    ['is the newest', { runs: [run({ id: 12 }), run({ id: 30 }), run({ id: 13 })] }, 'completed 30'],
    [
      'is the newest, though an older one is over',
      { runs: [run({ id: 12 }), run({ id: 30, status: 'queued', conclusion: null })] },
      'going 30',
    ],
    ['is going while it is queued', { runs: [run({ status: 'queued', conclusion: null })] }, 'going 12'],
    [
      'is going while one of its jobs is',
      { runs: [run({ jobs: [job(), job({ name: 'lint', status: 'in_progress', conclusion: null })] })] },
      'going 12',
    ],
    ['is not known where not all of its jobs were read', { runs: [run({ complete: false })] }, 'truncated'],
    ['is not known where not all runs were read', { runsComplete: false }, 'truncated'],
    ['is not known to be none where not all runs were read', { runs: [], runsComplete: false }, 'truncated'],
  ])('%s', (_what, changed, expected) => {
    expect(kind(changed)).toBe(expected);
  });
});
