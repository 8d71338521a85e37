/** The other side of job-thread.ts: what is done there with a job. */
import type { Job } from './job-thread.ts';
import { packContext, type PackedContext } from './pack.ts';
import { readTarball, type Snapshot } from './snapshot.ts';

export async function work(job: Job): Promise<Snapshot | PackedContext> {
  return job.kind === 'read' ? readTarball(job.tarball) : packContext(job.files, job.question, job.budget);
}
