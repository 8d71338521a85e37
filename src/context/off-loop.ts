/**
 * Trees that are large are read and ranked in a thread of our own, so that the server goes on answering meanwhile. A job
 * that fails is an error here too; nothing is tried again in this thread, where it would hold up everything.
 */
import type { Files } from '../patch/change/change.ts';
import { createJobThread } from './job-thread.ts';
import { packContext, type PackedContext } from './pack.ts';
import { readTarball, type Snapshot } from './snapshot.ts';

/** From here on a job gets a thread; source packs to about a quarter. */
const large = { tree: 4 * 1024 * 1024, tarball: 1024 * 1024 };
const thread = createJobThread({ ms: 60_000, idleMs: 300_000, heapMb: 512 });

export function readSnapshot(tarball: Uint8Array): Promise<Snapshot> {
  return tarball.byteLength < large.tarball ? readTarball(tarball) : thread.run({ kind: 'read', tarball });
}

export async function packTree(files: Files, question: string, budget: number): Promise<PackedContext> {
  const bytes = [...files.values()].reduce((sum, file) => sum + file.bytes.byteLength, 0);
  return bytes < large.tree
    ? packContext(files, question, budget)
    : thread.run({ kind: 'pack', files, question, budget });
}
