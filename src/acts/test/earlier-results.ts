/**
 * What ran before on the very same head: the attempts before the one that was judged, and older runs of the workflow.
 * A green after a red of the same code is a rerun's. It counts, and it must not pass for a first one.
 */
import type { TestResults } from '../../task/results/test-results.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { Pull, Run } from '../../task/situation.ts';
import { readAttempt, readResults, type RunReader, type RunResults } from './run-results.ts';

/** `first`: nothing ran before. `before`: what could be read of it, newest first. */
export type Earlier =
  { readonly kind: 'first' } | { readonly kind: 'before'; readonly results: readonly TestResults[] };

/** Each costs requests, and the last three of many runs tell enough. */
const most = 3;

export async function earlierResults(
  reader: RunReader,
  pull: Pull,
  judged: { readonly run: Run; readonly attempt: number },
): Promise<Earlier | Failure> {
  const { run, attempt } = judged;
  const attempts = Array.from({ length: Math.max(0, attempt - 1) }, (_, back) => attempt - 1 - back);
  const older = pull.runs
    .filter((one) => isSameWork(one, run) && one.id < run.id && one.conclusion === 'failure')
    .toSorted((left, right) => right.id - left.id);
  const looks = [
    ...attempts.map((one) => () => readAttempt(reader, run.id, one)),
    ...older.map((one) => () => readResults(reader, one)),
  ];
  if (looks.length === 0) return { kind: 'first' };
  const results: TestResults[] = [];
  for (const look of looks.slice(0, most)) {
    const read: RunResults | Failure = await look();
    // What is gone cannot be told any more; what GitHub did not answer is asked for again.
    if (read.kind === 'unknown' || read.kind === 'limited') return read;
    if (read.kind === 'results' && read.results) results.push(read.results);
  }
  return { kind: 'before', results };
}

function isSameWork(one: Run, other: Run): boolean {
  return one.path === other.path && one.event === other.event && one.headSha === other.headSha;
}
