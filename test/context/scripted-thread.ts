/** What a thread does in the tests of job-thread.ts: it says how many jobs it has had, and some questions end badly. */
import { threadId } from 'node:worker_threads';
import type { Job } from '../../src/context/job-thread.ts';

let jobs = 0;

export async function work(job: Job): Promise<{ thread: number; jobs: number }> {
  jobs += 1;
  switch (job.kind === 'pack' ? job.question : '') {
    case 'throws':
      throw new Error('out of order');
    case 'ends its thread':
      return process.exit(3);
    case 'takes too long':
      for (;;) jobs += 1;
    case 'takes too much memory':
      // 80 MB.
      return { thread: threadId, jobs: Array.from({ length: 100 }, () => Array(100_000).fill(jobs)).length };
    default:
      return { thread: threadId, jobs };
  }
}
