/** What a turn is made of: what the record says of an issue, with its frozen words; and what to ask GitHub for. */
import { frozen, type AuthorisedIssue } from '../acts/artefacts/authorised-issue.ts';
import { readJson } from '../acts/artefacts/json-artefact.ts';
import { requestFor } from '../acts/look.ts';
import type { ActDeps } from '../acts/act.ts';
import { parseEntry, type Entry } from '../task/entry.ts';
import { foldAll } from '../task/fold.ts';
import type { ObserveRequest } from '../task/shapes/mutation.ts';
import { formatTaskId, type RepoName } from '../task/names.ts';
import type { Task } from '../task/task.ts';
import type { EngineStore } from './engine-port.ts';

/** An issue that may be, or has been, a task: what a due row names. */
export type IssueKey = { readonly repo: RepoName; readonly issue: number };

type EntryStore = { readonly entries: Pick<EngineStore['entries'], 'ofTask'> };

/** The latest generation of the issue's task, folded from the record; null where there is none. */
export async function readTask(store: EntryStore, key: IssueKey): Promise<Task | null> {
  let latest: Task | null = null;
  for (let generation = 1; ; generation += 1) {
    const entries = await store.entries.ofTask(formatTaskId(key.repo, key.issue, generation));
    if (entries.length === 0) return latest;
    latest = foldStored(entries);
  }
}

function foldStored(stored: readonly unknown[]): Task {
  const entries = stored.map((value): Entry => {
    const parsed = parseEntry(value);
    if (parsed.kind === 'wrong') throw new Error(`the record holds an invalid entry: ${parsed.message}`);
    return parsed.entry;
  });
  const folded = foldAll(entries);
  if (folded.kind === 'task') return folded.task;
  const message = folded.kind === 'refused' ? folded.message : 'it is empty';
  throw new Error(`the record does not fold: ${message}; cadence verify says where`);
}

/** Null where the words were erased: nothing can go on without them. */
export async function readFrozen(deps: Pick<ActDeps, 'read'>, task: Task): Promise<AuthorisedIssue | null> {
  return readJson(deps, task.frozen, frozen);
}

/** What to ask GitHub for: of a task what it needs, of an issue without one the issue. */
export function requestOf(key: IssueKey, task: Task | null, words: AuthorisedIssue | null): ObserveRequest {
  if (task && words) return requestFor(task, words);
  const { repo, issue } = key;
  return { repo, issue, branch: null, pull: null, closes: 'skip', openedSince: null, blobs: [], people: [] };
}
