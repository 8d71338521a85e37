/** The other side of off-loop.ts: does its one job and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Files, SourceFile } from '../patch/change.ts';
import type { Answer, Job } from './off-loop.ts';
import { packContext } from './pack.ts';
import { readTarball, type Snapshot } from './snapshot.ts';

const job = workerData as Job;
const answer: Answer<Job['kind']> =
  job.kind === 'read' ? await readTarball(job.tarball) : packContext(job.files, job.question, job.budget);
const { message, memory } =
  'kind' in answer && answer.kind === 'snapshot' ? gathered(answer.files) : { message: answer, memory: [] };
parentPort?.postMessage(message, memory);

/** All files in one piece of memory, which is handed over and not copied. */
function gathered(files: Files): { message: Snapshot; memory: ArrayBuffer[] } {
  const size = [...files.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const whole = new ArrayBuffer(size);
  let at = 0;
  const moved = [...files].map(([path, { mode, bytes }]): [string, SourceFile] => {
    const copy = new Uint8Array(whole, at, bytes.byteLength);
    copy.set(bytes);
    at += bytes.byteLength;
    return [path, { mode, bytes: copy }];
  });
  return { message: { kind: 'snapshot', files: new Map(moved) }, memory: [whole] };
}
