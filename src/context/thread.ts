/** The other side of job-thread.ts: does one job after the other. */
import { parentPort } from 'node:worker_threads';
import type { Job } from './job-thread.ts';
import { packContext } from './pack.ts';
import { readTarball } from './snapshot.ts';

parentPort?.on('message', (job: Job) => void answer(job));

async function answer(job: Job): Promise<void> {
  const told =
    job.kind === 'read' ? await readTarball(job.tarball) : packContext(job.files, job.question, job.budget);
  parentPort?.postMessage(told, []);
}
