import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Exit codes of a process that a signal ended, as shells count. */
const codes = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const;
type SignalName = keyof typeof codes;

/**
 * Runs with a scratch directory of its own (mode 0700), and removes it whatever happens. A signal asks the run to stop
 * by `AbortSignal`; it is waited for, so that no test process and no directory outlives the command.
 */
export async function withScratch(run: (dir: string, stop: AbortSignal) => Promise<number>): Promise<number> {
  const dir = await mkdtemp(join(tmpdir(), 'cadence-'));
  const stop = new AbortController();
  let caught: SignalName | null = null;
  const names = Object.keys(codes) as SignalName[];
  const onSignal = (name: SignalName): void => {
    caught = name;
    stop.abort(new Interrupted());
  };
  for (const name of names) process.on(name, onSignal);
  try {
    return await run(dir, stop.signal);
  } catch (error) {
    if (error instanceof Interrupted && caught) return codes[caught];
    throw error;
  } finally {
    for (const name of names) process.off(name, onSignal);
    await rm(dir, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** Somebody pressed Ctrl-C: nothing to report. */
class Interrupted extends Error {}
