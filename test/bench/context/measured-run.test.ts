import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { processEnv } from '../../../src/env/settings.ts';
import { until } from '../../whole/world.ts';
import { scratch } from '../models/made-tasks.ts';
import { runMeasured, type Used } from './measured-run.ts';

const quiet = new AbortController().signal;
const env = { PATH: processEnv().PATH };
const large = 400;
const node = (code: string) => [process.execPath, '-e', code] as const;
const nothing = async (): Promise<string> => 'it did not';
const take = (mb: number): string => `Buffer.alloc(${mb} * 1_048_576, 1);`;
const work = (ms: number): string => `while (process.threadCpuUsage().user < ${ms * 1_000});`;

async function run(
  command: readonly [string, ...string[]],
  more: { limitMs?: number; stop?: AbortSignal } = {},
) {
  return runMeasured(command, { cwd: await scratch(), env, limitMs: 60_000, stop: quiet, ...more });
}

async function used(code: string): Promise<Used> {
  const ran = await run(node(code));
  if (ran.kind === 'failed') throw new Error(ran.why);
  return ran.used;
}

describe('what a program used', () => {
  it('is its own, however large the process is that starts it', async () => {
    const ballast = Buffer.alloc(large * 1_048_576, 1);
    const small = await used('0');
    expect(small.peakMb).toBeGreaterThan(10);
    expect(small.peakMb).toBeLessThan(large / 2);
    const url = pathToFileURL(join(import.meta.dirname, '../server/peak-memory.ts')).href;
    const code = `import { peakMemoryMb } from '${url}'; console.log(peakMemoryMb());`;
    const told = Number(
      execFileSync(process.execPath, ['--input-type=module', '-e', code], { encoding: 'utf8' }),
    );
    expect(told).toBeGreaterThan(10);
    expect(told).toBeLessThan(large / 2);
    expect(ballast).toHaveLength(large * 1_048_576);
  });

  it('is the most memory that it had, and has the time of its threads and of its own programs in it', async () => {
    const thread = `new (require('node:worker_threads').Worker)(${JSON.stringify(work(300))}, { eval: true });`;
    const program = `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(take(300) + work(300))}]);`;
    const busy = await used(`${thread} ${program}`);
    expect(busy.peakMb).toBeGreaterThan(300);
    expect(busy.cpuMs).toBeGreaterThan(600);
    expect(busy.wallMs).toBeGreaterThan(300);
  });
});

describe('a program that fails', () => {
  it('tells how it ended, and the last that it said', async () => {
    expect(
      await run(node("console.log('out'); console.error('first\\nlast'); process.exitCode = 3")),
    ).toEqual({
      kind: 'failed',
      why: 'ended with 3: last',
    });
  });

  it('may not be there', async () => {
    expect(await run(['no-such-program'])).toEqual({
      kind: 'failed',
      why: expect.stringMatching(/^could not be started: .*no-such-program/) as string,
    });
  });

  it('is stopped at its limit', async () => {
    expect(await run(node('setTimeout(() => 0, 60_000)'), { limitMs: 300 })).toEqual({
      kind: 'failed',
      why: 'was stopped after 0.3 s',
    });
  });

  it('is ended with all that it started when nobody wants it any more', async () => {
    const file = join(await scratch(), 'pid');
    const late = `require('node:fs').writeFileSync(${JSON.stringify(file)}, String(process.pid)); setTimeout(() => 0, 60_000);`;
    const parent = node(
      `require('node:child_process').execFileSync(process.execPath, ['-e', ${JSON.stringify(late)}])`,
    );
    const stop = new AbortController();
    const stopped = run(parent, { stop: stop.signal });
    const pid = await until('the inner one starts', nothing, () => Number(read(file)) || null);
    stop.abort(new Error('enough'));
    await expect(stopped).rejects.toThrow('enough');
    await until('the inner one ends', nothing, () => (isAlive(pid) ? null : 'ended'));
  });
});

function read(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** What has ended and was not waited for is not alive either. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return !/\) Z /.test(read(`/proc/${pid}/stat`));
  } catch {
    return false;
  }
}
