/** Logs that tasks could have written, and the same in the hands of somebody who owns the key. */
import type { KeyObject } from 'node:crypto';
import { originOf, signCheckpoint } from '../../src/record/checkpoint.ts';
import type { LogEntry } from '../../src/record/log-entry.ts';
import { formatTrailer } from '../../src/record/trailer.ts';
import { linesOf, verifyExport, type Verification } from '../../src/record/verify-export.ts';
import type { Draft, Entry } from '../../src/task/entry.ts';
import { fold } from '../../src/task/fold.ts';
import { formatTaskId } from '../../src/task/names.ts';
import { replay } from '../../src/task/replay-entries.ts';
import type { Task } from '../../src/task/task.ts';
import { drafts, entryOf, repo } from '../task/build.ts';
import { committed, frontierOf, privateKey, signLog } from './sign-log.ts';

/** What these drafts leave in a log, behind what stands there already. The issue of the task is another each time. */
export function logged(all: readonly Draft[], before: readonly LogEntry[] = [], issue = 7): LogEntry[] {
  const entries = [...before];
  const id = formatTaskId(repo, issue, 1);
  let task: Task | null = null;
  for (const [at, given] of all.entries()) {
    const draft = given.kind === 'queued' ? { ...given, data: { ...given.data, issue } } : given;
    const entry: Entry = entryOf(task, draft, { task: id, index: entries.length }, all[at + 1]);
    const folded = fold(task, entry);
    if (folded.kind === 'refused') throw new Error(`${draft.kind}: ${folded.message}`);
    ({ task } = folded);
    entries.push(JSON.parse(JSON.stringify(entry)) as LogEntry);
  }
  return sealed(committed(entries));
}

/** The entries with every size, root and trailer in them made again, as the log now stands before each. */
export function sealed(
  entries: readonly LogEntry[],
  name: string = repo,
  key: KeyObject = privateKey,
): LogEntry[] {
  const made: LogEntry[] = [];
  for (const entry of entries) made.push(sealedAfter(made, entry, name, key));
  return made;
}

function sealedAfter(made: readonly LogEntry[], entry: LogEntry, name: string, key: KeyObject): LogEntry {
  const isMerge = entry.kind === 'intent' && entry.data['step'] === 'merge';
  if (entry.kind !== 'archived' && !isMerge) return entry;
  const checkpoint = signCheckpoint(originOf(name), frontierOf(made), key);
  const { size, root } = checkpoint;
  if (!isMerge)
    return { ...entry, data: { ...entry.data, size, root: Buffer.from(root).toString('base64') } };
  const data = { ...(entry.data['data'] as object), trailer: formatTrailer(checkpoint) };
  return { ...entry, data: { ...entry.data, data } };
}

/** Indexes and versions without a gap, as somebody who takes an entry out or puts one in would number them. */
export function numbered(entries: readonly LogEntry[]): LogEntry[] {
  const versions = new Map<string, number>();
  return entries.map((entry, index) => {
    const version = (versions.get(entry.task) ?? 0) + 1;
    versions.set(entry.task, version);
    return { ...entry, index, version };
  });
}

/** What an auditor says of these entries, signed by the owner of the key. */
export function audit(
  entries: readonly LogEntry[],
  name: string = repo,
  key: KeyObject = privateKey,
): Verification {
  const { text, publicKey, checkpoint } = signLog(entries, name, key);
  const lines = linesOf(Buffer.from(text));
  return verifyExport({ lines, publicKey, checkpoint, past: 'refused', replay, published: null });
}

export const directive: Draft = {
  kind: 'task_generated',
  data: { ...drafts.generated.data, source: 'directive' },
};
