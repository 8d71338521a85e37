/**
 * Trees that are large are read and ranked in a thread of our own, so that the server goes on answering meanwhile. One
 * job runs at a time, each in a thread that ends with it: what it took of memory is given back. A job that fails is an
 * error here too; nothing is tried again in this thread, where it would hold up everything.
 */
import { Worker } from 'node:worker_threads';
import type { Files } from '../patch/change.ts';
import { isRanked } from './chunk.ts';
import { packContext, type PackedContext } from './pack.ts';
import { readTarball, type Snapshot } from './snapshot.ts';

/** What the thread is asked for, and what it answers. */
export type Job =
  | { readonly kind: 'read'; readonly tarball: Uint8Array }
  | { readonly kind: 'pack'; readonly files: Files; readonly question: string; readonly budget: number };
export type Answer<Kind extends Job['kind']> = Kind extends 'read' ? Snapshot : PackedContext;

/** From here on a job gets a thread; source packs to about a quarter. */
const large = { tree: 4 * 1024 * 1024, tarball: 1024 * 1024 };
export const threadCaps = { heapMb: 512, ms: 60_000 };

export function readSnapshot(tarball: Uint8Array): Promise<Snapshot> {
  return tarball.byteLength < large.tarball ? readTarball(tarball) : inThread({ kind: 'read', tarball });
}

export async function packTree(files: Files, question: string, budget: number): Promise<PackedContext> {
  // Only what can be shown is carried over.
  const ranked = new Map([...files].filter(([path, file]) => isRanked(path, file)));
  const bytes = [...ranked.values()].reduce((sum, file) => sum + file.bytes.byteLength, 0);
  return bytes < large.tree
    ? packContext(ranked, question, budget)
    : inThread({ kind: 'pack', files: ranked, question, budget });
}

let last: Promise<unknown> = Promise.resolve();

/** Does one job after those that are waiting. */
export function inThread<Kind extends Job['kind']>(
  job: Extract<Job, { kind: Kind }>,
  caps = threadCaps,
): Promise<Answer<Kind>> {
  const next = last.then(() => runThread<Answer<Kind>>(job, caps));
  last = next.catch(() => null);
  return next;
}

function runThread<T>(job: Job, { heapMb, ms }: typeof threadCaps): Promise<T> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: job,
      // A small nursery: what is read is kept to the end, and what is scanned leaves little behind.
      resourceLimits: { maxOldGenerationSizeMb: heapMb, maxYoungGenerationSizeMb: 16 },
    });
    const fail = (why: string, cause?: unknown): void => {
      reject(
        new Error(`The ${job.kind === 'read' ? 'tarball' : 'tree'} could not be worked on: ${why}`, {
          cause,
        }),
      );
    };
    const timer = setTimeout(() => {
      fail(`it took longer than ${ms} ms`);
      void thread.terminate();
    }, ms);
    thread.once('message', (answer: T) => resolve(answer));
    thread.once('error', (error) => fail(error.message, error));
    thread.once('exit', (code) => {
      clearTimeout(timer);
      fail(`its thread ended with ${code} and no answer`);
    });
  });
}
