import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { z } from 'zod';

const reportSchema = z.object({
  code: z.number(),
  wallMs: z.number(),
  cpuMs: z.number(),
  peakMb: z.number(),
});

/** What a program used from its start to its end, the processes that it waited for counted in: see measured-run.py. */
export type Used = { readonly wallMs: number; readonly cpuMs: number; readonly peakMb: number };
export type MeasuredRun =
  { readonly kind: 'ran'; readonly used: Used } | { readonly kind: 'failed'; readonly why: string };

export type RunSettings = {
  readonly cwd: string;
  /** The whole environment: nothing of ours is passed on. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly limitMs: number;
  readonly stop: AbortSignal;
};

/** Runs a program in a process group of its own, which ends with it. What it says on stdout is thrown away. */
export async function runMeasured(
  command: readonly [string, ...string[]],
  { cwd, env, limitMs, stop }: RunSettings,
): Promise<MeasuredRun> {
  stop.throwIfAborted();
  const args = ['-I', join(import.meta.dirname, 'measured-run.py'), ...command];
  const child = spawn('python3', args, { cwd, env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
  const end = (): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // The whole group has ended.
    }
  };
  const limit = AbortSignal.timeout(limitMs);
  const either = AbortSignal.any([stop, limit]);
  either.addEventListener('abort', end, { once: true });
  try {
    const broken = new Promise<never>((_, reject) => child.once('error', reject));
    const [told, said] = await Promise.race([Promise.all([text(child.stdout), text(child.stderr)]), broken]);
    stop.throwIfAborted();
    if (limit.aborted) return { kind: 'failed', why: `was stopped after ${limitMs / 1_000} s` };
    if (told === '') return { kind: 'failed', why: `could not be started${lastLine(said)}` };
    const { code, ...used } = reportSchema.parse(JSON.parse(told));
    return code === 0
      ? { kind: 'ran', used }
      : { kind: 'failed', why: `ended with ${code}${lastLine(said)}` };
  } finally {
    either.removeEventListener('abort', end);
    end();
  }
}

function lastLine(said: string): string {
  const line = said.trim().split('\n').at(-1) ?? '';
  return line === '' ? '' : `: ${line.slice(0, 200)}`;
}
