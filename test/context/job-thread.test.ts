import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { createJobThread, startThread, type Job } from '../../src/context/job-thread.ts';

const bytes = new TextEncoder().encode('def total_price(items): ...\n'.repeat(100));
const job = {
  kind: 'pack',
  files: new Map([['a.py', { mode: 'file', bytes }]]),
  question: 'total_price',
  budget: 500,
} as const satisfies Job;
const caps = { ms: 60_000, idleMs: 60_000 };

/** Threads as they are started, the last of the kinds again and again. */
function threads(...kinds: (() => Worker)[]): { started: Worker[]; start: () => Worker } {
  const started: Worker[] = [];
  const start = (): Worker => {
    const kind = kinds[started.length] ?? kinds.at(-1) ?? whole;
    const worker = kind();
    started.push(worker);
    return worker;
  };
  return { started, start };
}
const whole = (): Worker => startThread(512);
const tight = (): Worker => startThread(4);
const scripted = (code: string) => (): Worker =>
  new Worker(`const { parentPort } = require('node:worker_threads');\n${code}`, { eval: true });
const quick = scripted("parentPort.on('message', () => parentPort.postMessage({ ranges: ['quick'] }));");
const silent = scripted('setInterval(() => null, 1_000);');
const leaving = scripted("parentPort.on('message', () => process.exit(3));");
const throwing = scripted("parentPort.on('message', () => { throw new Error('out of order'); });");

describe('a job thread', () => {
  it('does all jobs in one thread', async () => {
    const { started, start } = threads();
    const { run } = createJobThread(caps, start);
    const [one, other] = await Promise.all([run(job), run({ ...job, question: 'zebra' })]);
    expect([one.ranges.length, other.ranges.length, started.length]).toEqual([1, 0, 1]);
  });

  it.each<[name: string, kind: () => Worker, why: RegExp]>([
    ['takes too much memory', tight, /^Error: The tree could not be worked on: .*memory limit/u],
    ['takes too long', silent, /: it took longer than 1500 ms$/u],
    ['throws', throwing, /: out of order$/u],
    ['ends its thread', leaving, /: its thread ended with 3 and no answer$/u],
  ])('does the next job in another when one %s', async (_, kind, why) => {
    const { started, start } = threads(kind, quick);
    const { run } = createJobThread({ ...caps, ms: 1_500 }, start);
    const [told, next] = await Promise.allSettled([run(job), run(job)]);
    expect(told.status === 'rejected' && String(told.reason)).toMatch(why);
    expect(next).toEqual({ status: 'fulfilled', value: { ranges: ['quick'] } });
    expect(started.length).toBe(2);
    await expect.poll(() => started[0]?.threadId).toBe(-1);
  });

  it('ends when it has had nothing to do for a while, and the next job gets another', async () => {
    const { started, start } = threads(quick);
    const { run } = createJobThread({ ...caps, idleMs: 20 }, start);
    await run(job);
    await expect.poll(() => started[0]?.threadId).toBe(-1);
    await run(job);
    expect(started.length).toBe(2);
  });

  it('is replaced if it ends by itself between two jobs', async () => {
    const dying = scripted(
      "parentPort.on('message', () => { parentPort.postMessage({}); setTimeout(() => { throw new Error('late'); }, 5); });",
    );
    const { started, start } = threads(dying, quick);
    const { run } = createJobThread(caps, start);
    await run(job);
    await expect.poll(() => started[0]?.threadId).toBe(-1);
    expect(await run(job)).toEqual({ ranges: ['quick'] });
  });
});
