/** The other side of off-loop.ts: does its one job and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { Files, SourceFile } from '../patch/change.ts';
import type { Answer, Job } from './off-loop.ts';
import { packContext } from './pack.ts';
import { readTarball } from './snapshot.ts';

const job = workerData as Job;
const answer: Answer<Job['kind']> =
  job.kind === 'read' ? await readTarball(job.tarball) : packContext(job.files, job.question, job.budget);
if ('kind' in answer && answer.kind === 'snapshot') {
  const gathered = gather(answer.files);
  parentPort?.postMessage({ ...answer, files: gathered.files }, [gathered.memory]);
} else {
  parentPort?.postMessage(answer);
}

/** All files in one piece of memory, which is handed over and not copied. */
function gather(files: Files): { files: Files; memory: ArrayBuffer } {
  const size = [...files.values()].reduce((sum, { bytes }) => sum + bytes.byteLength, 0);
  const memory = new ArrayBuffer(size);
  let at = 0;
  const moved = [...files].map(([path, { mode, bytes }]): [string, SourceFile] => {
    const copy = new Uint8Array(memory, at, bytes.byteLength);
    copy.set(bytes);
    at += bytes.byteLength;
    return [path, { mode, bytes: copy }];
  });
  return { files: new Map(moved), memory };
}
