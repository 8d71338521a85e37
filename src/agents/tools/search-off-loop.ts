/**
 * A model writes the regular expression, and JavaScript's engine may take for ever to match it or a second to compile
 * it: it runs in a thread of its own, which is ended at its time. So does a search of many files: one turn may ask for
 * twenty, and the server has to answer deliveries meanwhile.
 */
import { Worker } from 'node:worker_threads';
import type { SourceFile } from '../../patch/change/change.ts';
import { searchFiles, type Searched, type SearchResult } from './search-files.ts';

/** What the thread gets: the bytes of all files, one after the other, in one piece of memory. */
export type SearchJob = {
  readonly searched: Searched;
  readonly files: readonly {
    readonly path: string;
    readonly mode: SourceFile['mode'];
    readonly size: number;
  }[];
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What it says: first that it begins, then what it found. */
export type SearchAnswer = 'ready' | SearchResult;

/** Where a literal search takes no more than a few milliseconds, starting a thread would cost more than it. */
const smallBytes = 1024 * 1024;
/** The thread's start is not the pattern's fault. `stops`: so many slow patterns are enough for one work tree. */
export const searchCaps = { heapMb: 256, startMs: 20_000, searchMs: 3_000, stops: 10 };
export type SearchCaps = typeof searchCaps;

/** `stopped`: the search took too long. */
export type OffLoopResult = SearchResult | { readonly kind: 'stopped'; readonly message: string };

export async function searchOffLoop(
  files: readonly (readonly [path: string, file: SourceFile])[],
  searched: Searched,
  caps = searchCaps,
): Promise<OffLoopResult> {
  const size = files.reduce((sum, [, { bytes }]) => sum + bytes.byteLength, 0);
  if (searched.kind === 'literal' && size < smallBytes) return searchFiles(files, searched);
  const bytes = new Uint8Array(size);
  let at = 0;
  for (const [, file] of files) {
    bytes.set(file.bytes, at);
    at += file.bytes.byteLength;
  }
  const names = files.map(([path, file]) => ({ path, mode: file.mode, size: file.bytes.byteLength }));
  return inThread({ searched, files: names, bytes }, caps);
}

function inThread(job: SearchJob, caps: SearchCaps): Promise<OffLoopResult> {
  return new Promise((resolve) => {
    const thread = new Worker(new URL('./search-thread.ts', import.meta.url), {
      workerData: job,
      transferList: [job.bytes.buffer],
      env: {},
      resourceLimits: { maxOldGenerationSizeMb: caps.heapMb },
    });
    const stop = (): void => {
      resolve({ kind: 'stopped', message: `The search took more than ${caps.searchMs} ms; make it simpler` });
      void thread.terminate();
    };
    let timer = setTimeout(stop, caps.startMs);
    thread.on('message', (said: SearchAnswer) => {
      clearTimeout(timer);
      if (said === 'ready') timer = setTimeout(stop, caps.searchMs);
      else resolve(said);
    });
    thread.once('error', ({ message }) =>
      resolve({ kind: 'refused', message: `The search cannot be carried out (${message}); make it simpler` }),
    );
    thread.once('exit', () => {
      clearTimeout(timer);
      resolve({ kind: 'refused', message: 'The search ended without a result; make it simpler' });
    });
  });
}
