/**
 * A thread that does one job at a time. Starting it and warming it up takes about as long as a job, so it stays for a
 * while when it has nothing to do; then it ends, and what it took of memory is given back. A job that fails ends it too:
 * the next one gets another.
 */
import { Worker } from 'node:worker_threads';
import type { Files } from '../patch/change/change.ts';
import type { PackedContext } from './pack.ts';
import type { Snapshot } from './snapshot.ts';

/** What the thread is asked for, and what it answers. */
export type Job =
  | { readonly kind: 'read'; readonly tarball: Uint8Array }
  | { readonly kind: 'pack'; readonly files: Files; readonly question: string; readonly budget: number };
export type Answer<Kind extends Job['kind']> = Kind extends 'read' ? Snapshot : PackedContext;

/** `ms`: how long a job may take; `idleMs`: how long the thread stays without one. */
export type ThreadCaps = { readonly ms: number; readonly idleMs: number };

export type JobThread = {
  /** Does a job after those that are waiting. Rejects if it fails or takes more than it may. */
  run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>): Promise<Answer<Kind>>;
};

/** A thread that takes jobs and answers them; it ends with an error when it takes more memory than that. */
export function startThread(heapMb: number): Worker {
  return new Worker(new URL('./thread.ts', import.meta.url), {
    // Large enough a nursery for what is made of a file and let go again.
    resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 24 },
  });
}

export function createJobThread({ ms, idleMs }: ThreadCaps, start: () => Worker): JobThread {
  let last: Promise<unknown> = Promise.resolve();
  let idle: { readonly worker: Worker; readonly clock: NodeJS.Timeout } | null = null;

  function take(): Worker {
    if (idle !== null) {
      const { worker, clock } = idle;
      clearTimeout(clock);
      idle = null;
      worker.ref();
      return worker;
    }
    const worker = start();
    // What goes wrong while no job waits is told by nobody else: the thread ends, and the next job gets another.
    worker.on('error', () => null).once('exit', () => end(worker));
    return worker;
  }

  /** Without a job neither the thread nor the clock that ends it keeps the process from ending. */
  function keep(worker: Worker): void {
    worker.unref();
    idle = { worker, clock: setTimeout(() => end(worker), idleMs).unref() };
  }

  function end(worker: Worker): void {
    if (idle?.worker === worker) {
      clearTimeout(idle.clock);
      idle = null;
    }
    void worker.terminate();
  }

  function runNow<T>(job: Job): Promise<T> {
    const worker = take();
    return new Promise<T>((resolve, reject) => {
      const stop = (): void => {
        clearTimeout(timer);
        worker.off('message', onAnswer).off('error', onError).off('exit', onExit);
      };
      const fail = (why: string, cause?: unknown): void => {
        stop();
        end(worker);
        const what = job.kind === 'read' ? 'tarball' : 'tree';
        reject(new Error(`The ${what} could not be worked on: ${why}`, { cause }));
      };
      const onAnswer = (answer: T): void => {
        stop();
        keep(worker);
        resolve(answer);
      };
      const onError = (error: Error): void => fail(error.message, error);
      const onExit = (code: number): void => fail(`its thread ended with ${code} and no answer`);
      const timer = setTimeout(() => fail(`it took longer than ${ms} ms`), ms);
      worker.on('message', onAnswer).on('error', onError).on('exit', onExit).postMessage(job, []);
    });
  }

  return {
    run<Kind extends Job['kind']>(job: Extract<Job, { kind: Kind }>) {
      const next = last.then(() => runNow<Answer<Kind>>(job));
      last = next.catch(() => null);
      return next;
    },
  };
}
