/**
 * A thread that does one job at a time. Starting it and warming it up takes about as long as a job, so it stays for a
 * while when it has nothing to do; then it ends, and what it took of memory is given back.
 */
import { Piscina } from 'piscina';
import type { Files } from '../patch/change/change.ts';
import type { PackedContext } from './pack.ts';
import type { Snapshot } from './snapshot.ts';

/** What the thread is asked for, and what it answers. */
export type Job =
  | { readonly kind: 'read'; readonly tarball: Uint8Array }
  | { readonly kind: 'pack'; readonly files: Files; readonly question: string; readonly budget: number };
export type Answer<Kind extends Job['kind']> = Kind extends 'read' ? Snapshot : PackedContext;

/** `ms`: how long a job may take; `idleMs`: how long the thread stays without one; `heapMb`: of its memory. */
export type ThreadCaps = { readonly ms: number; readonly idleMs: number; readonly heapMb: number };

export type JobThread = {
  /** Does a job after those that are waiting. Rejects if it fails or takes more than it may. */
  run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<Answer<Kind>>;
};

const code = new URL('./thread.ts', import.meta.url).href;

export function createJobThread({ ms, idleMs, heapMb }: ThreadCaps, filename = code): JobThread {
  const pool = new Piscina({
    filename,
    name: 'work',
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: idleMs,
    // Large enough a nursery for what is made of a file and let go again.
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 24 },
  });
  // What goes wrong while no job waits is told by nobody else: the thread ends, and the next job gets another.
  pool.on('error', () => null);
  let last: Promise<unknown> = Promise.resolve();

  async function runNow<T>(job: Job): Promise<T> {
    const clock = new AbortController();
    const timer = setTimeout(() => clock.abort(), ms);
    try {
      return (await pool.run(job, { signal: clock.signal })) as T;
    } catch (error) {
      const what = job.kind === 'read' ? 'tarball' : 'tree';
      const said = error instanceof Error ? error.message : String(error);
      const why = clock.signal.aborted ? `it took longer than ${ms} ms` : said;
      throw new Error(`The ${what} could not be worked on: ${why}`, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  return {
    run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>) {
      // A job's time begins when the ones before it are done.
      const next = last.then(() => runNow<Answer<Kind>>(job));
      last = next.catch(() => null);
      return next;
    },
  };
}
