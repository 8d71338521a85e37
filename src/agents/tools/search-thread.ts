/** The other side of search-off-loop.ts: does its one search and ends. */
import { parentPort, workerData } from 'node:worker_threads';
import type { SourceFile } from '../../patch/change/change.ts';
import { searchFiles } from './search-files.ts';
import type { SearchAnswer, SearchJob } from './search-off-loop.ts';

const { searched, files, bytes } = workerData as SearchJob;
say('ready');
say(searchFiles(unpacked(), searched));

function say(what: SearchAnswer): void {
  parentPort?.postMessage(what, []);
}

function* unpacked(): Generator<[string, SourceFile]> {
  let at = 0;
  for (const { path, mode, size } of files) {
    yield [path, { mode, bytes: bytes.subarray(at, at + size) }];
    at += size;
  }
}
