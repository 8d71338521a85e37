import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { strFromU8, unzipSync } from 'fflate';
import { afterEach, describe, expect, it } from 'vitest';
import {
  closeWorlds,
  conclusions,
  jobOf,
  lastJobs,
  lastRun,
  logOf,
  pushed,
  stepsFile,
  workflowFile,
} from '../support/worlds.ts';
import type { ActionsWorld } from '../support/open-world.ts';

afterEach(closeWorlds);

describe('steps', () => {
  it('fails with the exit code, skips what follows and still uploads with always()', async () => {
    const w = await pushed(
      stepsFile(
        'push',
        '{ run: "mkdir out; echo done > out/x.txt; exit 3" }',
        '{ run: "echo never" }',
        '{ if: always(), uses: actions/upload-artifact@v4, with: { name: "r-${{ github.run_attempt }}", path: out } }',
      ),
    );
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(lastJobs(w)[0]?.steps.map(({ conclusion }) => conclusion)).toEqual([
      'success',
      'failure',
      'skipped',
      'success',
      'success',
    ]);
    expect(logOf(w)).toContain('##[error]Process completed with exit code 3.\n');
    expect(lastJobs(w)[0]?.checkRun.annotations).toMatchObject([
      { level: 'failure', message: 'Process completed with exit code 3.' },
    ]);
    const [artifact] = lastRun(w).artifacts;
    expect(artifact).toMatchObject({ name: 'r-1', attempt: 1 });
    expect(strFromU8(unzipSync(artifact?.zip ?? new Uint8Array())['x.txt'] ?? new Uint8Array())).toBe(
      'done\n',
    );
  });

  it('stops at the first failing command, in a pipe only where bash is named', async () => {
    const pipe = stepsFile(
      'push',
      '{ run: "false | cat" }',
      '{ shell: bash, continue-on-error: true, id: p, run: "false | cat" }',
      '{ run: "echo ${{ steps.p.outcome }} ${{ steps.p.conclusion }}; false; echo unreached" }',
    );
    const w = await pushed(pipe);
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toContain('\nfailure success\n');
    expect(logOf(w)).not.toMatch(/^unreached$/m);
  });

  it('passes outputs, variables and paths on', async () => {
    const w = await pushed(
      stepsFile(
        'push',
        '{ id: s, run: "echo v=7 >> $GITHUB_OUTPUT; echo LATER=x >> $GITHUB_ENV; mkdir bin; echo $PWD/bin >> $GITHUB_PATH; printf \'#!/bin/sh\\necho tool\\n\' > bin/tool; chmod +x bin/tool" }',
        '{ env: { OWN: "${{ steps.s.outputs.v }}" }, run: "echo $OWN $LATER ${{ env.LATER }}; tool" }',
      ),
    );
    expect(logOf(w)).toContain('\n7 x x\ntool\n');
  });

  it("gives a step nothing of the host's environment", async () => {
    process.env['CADENCE_CANARY'] = 'canary-value';
    const w = await pushed(stepsFile('push', '{ run: env }'));
    delete process.env['CADENCE_CANARY'];
    const names = logOf(w).match(/^[A-Z]\w*(?==)/gm) ?? [];
    const allowed = /^(?:PIP_\w+|GITHUB_\w+|RUNNER_\w+|PATH|HOME|TMPDIR|LANG|CI|PWD|SHLVL|_)$/;
    expect(names.filter((name) => !allowed.test(name))).toEqual([]);
    expect(names).toContain('GITHUB_RUN_ID');
    expect(logOf(w)).not.toContain('canary-value');
  });

  it('hides what is masked and obeys other workflow commands', async () => {
    const w = await pushed(
      stepsFile(
        'push',
        '{ run: "echo ::add-mask::hunter2; echo it is hunter2; echo \'::warning file=a.py,line=3::careful\'; echo ::group::G; echo ::stop-commands::end; echo ::error::no; echo ::end::" }',
      ),
    );
    const [, , log = ''] = logOf(w).split('##[endgroup]');
    expect(log === '' ? logOf(w) : log).toContain('it is ***\n##[warning]careful\n##[group]G\n');
    expect(lastJobs(w)[0]?.checkRun.annotations).toMatchObject([
      { path: 'a.py', startLine: 3, level: 'warning', message: 'careful' },
    ]);
  });

  it('fails for an action that it does not know', async () => {
    const w = await pushed(stepsFile('push', '{ uses: someone/something@v1 }'));
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toContain(
      "##[error]The action 'someone/something@v1' is not known to this local runner.",
    );
  });

  it('fails for an expression that has no value', async () => {
    const w = await pushed(stepsFile('push', '{ run: "echo ${{ fromJSON(github.sha) }}" }'));
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toContain('##[error]The template is not valid. ');
  });

  it('stamps each line as GitHub does', async () => {
    const w = await pushed(stepsFile('push', '{ run: "printf \'a\\n\\nb\'" }'));
    const lines = (lastJobs(w)[0]?.log ?? '').trimEnd().split('\n');
    expect(lines.filter((line) => !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z /.test(line))).toEqual([]);
  });

  it('cuts a log that has no end', async () => {
    const w = await pushed(stepsFile('push', '{ run: "yes 0123456789 | head -100000" }'), {
      maxLogBytes: 10_000,
    });
    expect(conclusions(w)).toEqual({ a: 'success' });
    const log = logOf(w);
    expect(log.length).toBeLessThan(12_000);
    expect(log).toMatch(/##\[warning\]The log is cut here.*\n$/);
  });

  it('leaves no directory behind', async () => {
    const w = await pushed(stepsFile('push', '{ run: "mkdir locked; touch locked/x; chmod 500 locked" }'));
    expect(await readdir(join(w.world.dir, 'actions'))).toEqual([]);
  });
});

describe('what a step leaves running', () => {
  it.each([
    ['in the background', 'sleep 60 & echo $! > ../../../../../pid'],
    ['in a session of its own', 'setsid sleep 60 & echo $! > ../../../../../pid; sleep 0.1'],
  ])('is ended with the job: %s', async (_, run) => {
    const w = await pushed(stepsFile('push', `{ run: '${run}' }`));
    expect(conclusions(w)).toEqual({ a: 'success' });
    await expectNoProcess(w);
  });
});

describe('time limits', () => {
  const sleeper = stepsFile(
    'push',
    '{ timeout-minutes: 1, run: "sleep 60 & echo $! > $RUNNER_TEMP/../../../pid; wait" }',
  );

  it('fails a step at its own limit, and ends what it started', async () => {
    const w = await pushed(sleeper, { minuteMs: 300 });
    expect(conclusions(w)).toEqual({ a: 'failure' });
    expect(logOf(w)).toMatch(/##\[error\]The action '.*' has timed out after 1 minutes\./);
    await expectNoProcess(w);
  });

  it('asks a step to end before it forces it to', async () => {
    const script = 'trap "echo asked; exit 0" TERM; sleep 60 & wait';
    const w = await pushed(stepsFile('push', `{ timeout-minutes: 1, run: '${script}' }`), { minuteMs: 300 });
    expect(logOf(w)).toContain('\nasked\n');
    expect(conclusions(w)).toEqual({ a: 'failure' });
  });

  it.each([['cancelled'], ['timed_out']] as const)(
    'ends a job at its limit as %s',
    async (timeoutConclusion) => {
      const job = jobOf(
        '{ run: "sleep 60" }, { if: always(), run: "echo afterwards" }, { run: "echo never" }',
        '    timeout-minutes: 1\n',
      );
      const w = await pushed(workflowFile('push', `  a:\n${job}`), { minuteMs: 200, timeoutConclusion });
      expect(conclusions(w)).toEqual({ a: timeoutConclusion });
      expect(lastJobs(w)[0]?.steps.map(({ conclusion }) => conclusion)).toEqual([
        'success',
        'cancelled',
        'success',
        'skipped',
        'success',
      ]);
      expect(logOf(w)).toContain('##[error]The job has exceeded the maximum execution time of 1m0s');
    },
  );
});

/** Of the id that a step wrote to `pid`; what has ended but was not yet collected has no command line. */
async function expectNoProcess({ world }: ActionsWorld): Promise<void> {
  const pid = (await readFile(join(world.dir, 'pid'), 'utf8')).trim();
  await expect.poll(() => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).toBe('');
}
