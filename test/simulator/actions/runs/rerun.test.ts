import { afterEach, describe, expect, it } from 'vitest';
import { createUser } from '../../../../src/simulator/create-world.ts';
import { GitHubError } from '../../../../src/simulator/github-error.ts';
import {
  closeWorlds,
  conclusions,
  jobOf,
  lastJobs,
  lastRun,
  logOf,
  open,
  pushed,
  stepsFile,
  until,
  workflowFile,
} from '../support/worlds.ts';

afterEach(closeWorlds);

describe('rerun and cancel', () => {
  const flaky = workflowFile(
    'push',
    `  good:\n${jobOf('{ run: "true" }')}` +
      `  flaky:\n${jobOf('{ run: "test ${{ github.run_attempt }} = 2" }, { if: always(), run: "echo r > r" }, { if: always(), uses: actions/upload-artifact@v4, with: { path: r } }')}` +
      `  behind:\n${jobOf('{ run: "true" }', '    needs: flaky\n')}`,
  );

  it('runs the failed jobs and what is behind them again, in the same suite', async () => {
    const w = await pushed(flaky);
    const run = lastRun(w);
    expect(conclusions(w)).toEqual({ good: 'success', flaky: 'failure', behind: 'skipped' });
    w.actions.rerun(w.repository, run.id, 'failed', w.actor);
    expect(run.attempts[1]).toMatchObject({ number: 2, status: 'queued', conclusion: null });
    expect(run.checkSuite).toMatchObject({ status: 'queued', conclusion: null });
    await w.settled();
    expect(w.repository.workflowRuns).toHaveLength(1);
    expect(conclusions(w)).toEqual({ good: 'success', flaky: 'success', behind: 'success' });
    expect(lastJobs(w).map(({ name, attempt }) => `${name} ${String(attempt)}`)).toEqual([
      'good 1',
      'flaky 2',
      'behind 2',
    ]);
    expect(run.attempts.map(({ conclusion }) => conclusion)).toEqual(['failure', 'success']);
    expect(run.checkSuite.conclusion).toBe('success');
    expect(run.artifacts.map(({ name, attempt }) => `${name} ${String(attempt)}`)).toEqual([
      'artifact 1',
      'artifact 2',
    ]);
  });

  it('runs everything again when asked to', async () => {
    const w = await pushed(flaky);
    w.actions.rerun(w.repository, lastRun(w).id, 'all', w.actor);
    await w.settled();
    expect(lastJobs(w).map(({ attempt }) => attempt)).toEqual([2, 2, 2]);
  });

  it('refuses strangers, unknown runs, runs under way and runs without failures', async () => {
    const w = await pushed(stepsFile('push', '{ run: "true" }'));
    const { id } = lastRun(w);
    const stranger = { kind: 'user', user: createUser(w.world, 'stranger', 'User') } as const;
    expect(() => w.actions.rerun(w.repository, id, 'all', stranger)).toThrow(GitHubError);
    expect(() => w.actions.rerun(w.repository, 1, 'all', w.actor)).toThrow('Not Found');
    expect(() => w.actions.rerun(w.repository, id, 'failed', w.actor)).toThrow('no failed jobs');
    expect(() => w.actions.cancel(w.repository, id)).toThrow(
      'Cannot cancel a workflow run that is completed.',
    );
    w.actions.rerun(w.repository, id, 'all', w.actor);
    expect(() => w.actions.rerun(w.repository, id, 'all', w.actor)).toThrow(
      'This workflow is already running',
    );
    await w.settled();
  });

  it('cancels the step under way and the jobs that wait', async () => {
    const w = await open();
    const first = jobOf(
      '{ run: "touch $RUNNER_TEMP/../../../started; sleep 60" }, { if: cancelled(), run: "echo tidied" }',
    );
    const last = jobOf('{ run: "true" }', '    needs: first\n    if: always()\n');
    await w.push(
      'main',
      workflowFile('push', `  first:\n${first}  other:\n${jobOf('{ run: "true" }')}  last:\n${last}`),
    );
    await until(w, 'started');
    w.actions.cancel(w.repository, lastRun(w).id);
    await w.settled();
    expect(conclusions(w)).toEqual({ first: 'cancelled', other: 'cancelled', last: 'success' });
    expect(lastRun(w).attempts[0]?.conclusion).toBe('cancelled');
    expect(logOf(w)).toContain('\ntidied\n');
  });

  it('ends everything when it is stopped', async () => {
    const w = await open();
    await w.push(
      'main',
      stepsFile(
        'push',
        '{ run: "touch $RUNNER_TEMP/../../../started; sleep 60" }',
        '{ if: always(), run: "sleep 60" }',
      ),
    );
    await until(w, 'started');
    await w.actions.stop();
    expect(lastRun(w).attempts[0]).toMatchObject({ status: 'completed', conclusion: 'cancelled' });
  });
});
