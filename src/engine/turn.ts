/** The beginning of a turn: what the record says of an issue, with its frozen words; and what GitHub says now. */
import { frozen, type AuthorisedIssue } from '../acts/artefacts/authorised-issue.ts';
import { readJson } from '../acts/artefacts/json-artefact.ts';
import type { ActDeps } from '../acts/act.ts';
import { parseEntry, type Entry } from '../task/entry.ts';
import { foldAll } from '../task/fold.ts';
import type { Look } from '../task/mutation.ts';
import { formatTaskId, type RepoName } from '../task/names.ts';
import type { Task } from '../task/task.ts';
import type { EngineStore } from './engine-port.ts';

/** An issue that may be, or has been, a task: what a due row names. */
export type IssueKey = { readonly repo: RepoName; readonly issue: number };

/** The latest generation of the issue's task, folded from the record; null where there is none. */
export async function readTask(store: EngineStore, key: IssueKey): Promise<Task | null> {
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
    if (parsed.kind === 'wrong') throw new Error(`the record holds an entry that is none: ${parsed.message}`);
    return parsed.entry;
  });
  const folded = foldAll(entries);
  if (folded.kind !== 'task')
    throw new Error(`the record does not fold: ${folded.kind === 'refused' ? folded.message : 'empty'}`);
  return folded.task;
}

/** Null where the words were erased: nothing can go on without them. */
export async function readFrozen(deps: Pick<ActDeps, 'read'>, task: Task): Promise<AuthorisedIssue | null> {
  return readJson(deps, task.frozen, frozen);
}

/** What to look at before there is a task. */
export function firstLook({ repo, issue }: IssueKey): Look {
  return { repo, issue, branch: null, pull: null, closes: 'skip', openedSince: null, blobs: [], people: [] };
}
