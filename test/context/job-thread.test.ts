import { describe, expect, it } from 'vitest';
import { createJobThread, type Job } from '../../src/context/job-thread.ts';

const bytes = new TextEncoder().encode('def total_price(items): ...\n'.repeat(100));
const job = {
  kind: 'pack',
  files: new Map([['a.py', { mode: 'file', bytes }]]),
  question: 'total_price',
  budget: 500,
} as const satisfies Job;
const caps = { ms: 60_000, idleMs: 60_000, heapMb: 512 };

const scripted = new URL('./scripted-thread.ts', import.meta.url).href;

describe('a job thread', () => {
  it('does the jobs of the context', async () => {
    const { run } = createJobThread(caps);
    const [one, other] = await Promise.all([run(job), run({ ...job, question: 'zebra' })]);
    expect([one.ranges.length, other.ranges.length]).toEqual([1, 0]);
  });

  it('does all jobs in one thread', async () => {
    const { run } = createJobThread(caps, scripted);
    const all = await Promise.all([run(job), run(job), run(job)]);
    expect(all).toMatchObject([{ jobs: 1 }, { jobs: 2 }, { jobs: 3 }]);
  });

  it.each<[question: string, own: Partial<typeof caps>, why: RegExp, jobs: number]>([
    ['takes too much memory', { heapMb: 16 }, /could not be worked on: .*memory limit/u, 1],
    ['takes too long', { ms: 3_000 }, /: it took longer than 3000 ms$/u, 1],
    ['throws', {}, /^Error: The tree could not be worked on: out of order$/u, 2],
    ['ends its thread', {}, /: worker exited with code: 3$/u, 1],
  ])('does the next job when one %s', async (question, own, why, jobs) => {
    const { run } = createJobThread({ ...caps, ...own }, scripted);
    const [told, next] = await Promise.allSettled([run({ ...job, question }), run(job)]);
    expect(told.status === 'rejected' && String(told.reason)).toMatch(why);
    expect(next).toMatchObject({ status: 'fulfilled', value: { jobs } });
  });

  it('ends when it has had nothing to do for a while, and the next job gets another', async () => {
    const { run } = createJobThread({ ...caps, idleMs: 1 }, scripted);
    await run(job);
    await expect.poll(() => run(job), { interval: 100, timeout: 10_000 }).toMatchObject({ jobs: 1 });
  });
});
