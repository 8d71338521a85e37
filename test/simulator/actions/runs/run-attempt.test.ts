import { afterEach, describe, expect, it } from 'vitest';
import {
  closeWorlds,
  conclusions,
  jobOf,
  lastJobs,
  lastRun,
  pushed,
  workflowFile,
} from '../support/worlds.ts';

afterEach(closeWorlds);

describe('jobs', () => {
  it('skips what needs a failed job, unless it asks for that', async () => {
    const w = await pushed(
      workflowFile(
        'push',
        `  bad:\n${jobOf('{ run: "exit 1" }')}` +
          `  behind:\n${jobOf('{ run: "true" }', '    needs: bad\n')}` +
          `  far:\n${jobOf('{ run: "true" }', '    needs: behind\n    if: failure()\n')}` +
          `  always:\n${jobOf('{ run: "echo ${{ needs.bad.result }}" }', '    needs: [bad]\n    if: always()\n')}`,
      ),
    );
    expect(conclusions(w)).toEqual({ bad: 'failure', behind: 'skipped', far: 'success', always: 'success' });
    expect(lastRun(w).attempts[0]?.conclusion).toBe('failure');
  });

  it('is skipped as a whole when every job is', async () => {
    const w = await pushed(
      workflowFile('push', `  a:\n${jobOf('{ run: "true" }', "    if: github.ref == 'x'\n")}`),
    );
    expect(conclusions(w)).toEqual({ a: 'skipped' });
    expect(lastRun(w).attempts[0]?.conclusion).toBe('skipped');
    expect(lastJobs(w)[0]?.checkRun).toMatchObject({ status: 'completed', conclusion: 'skipped' });
  });

  it('passes outputs to the jobs behind', async () => {
    const w = await pushed(
      workflowFile(
        'push',
        `  one:\n${jobOf('{ id: s, run: "echo v=5 >> $GITHUB_OUTPUT" }', '    outputs: { v: "${{ steps.s.outputs.v }}" }\n')}` +
          `  two:\n${jobOf('{ run: "test ${{ needs.one.outputs.v }} = 5" }', '    needs: one\n')}`,
      ),
    );
    expect(conclusions(w)).toEqual({ one: 'success', two: 'success' });
  });

  it('runs each combination of a matrix, and cancels the rest after a failure', async () => {
    const matrix = '    strategy: { matrix: { v: [1, 2, 3] } }\n';
    const w = await pushed(
      workflowFile('push', `  a:\n${jobOf('{ run: "test ${{ matrix.v }} != 2" }', matrix)}`),
    );
    expect(conclusions(w)).toEqual({ 'a (1)': 'success', 'a (2)': 'failure', 'a (3)': 'cancelled' });
    expect(lastRun(w).attempts[0]?.conclusion).toBe('failure');
  });

  it('goes on without fail-fast', async () => {
    const matrix =
      '    name: "T ${{ matrix.v }}"\n    strategy: { fail-fast: false, matrix: { v: [1, 2] } }\n';
    const w = await pushed(
      workflowFile('push', `  a:\n${jobOf('{ run: "test ${{ matrix.v }} != 1" }', matrix)}`),
    );
    expect(conclusions(w)).toEqual({ 'T 1': 'failure', 'T 2': 'success' });
  });

  it('is a success in spite of a job that may fail', async () => {
    const w = await pushed(
      workflowFile('push', `  a:\n${jobOf('{ run: "exit 1" }', '    continue-on-error: true\n')}`),
    );
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(lastRun(w).attempts[0]?.conclusion).toBe('success');
  });
});
