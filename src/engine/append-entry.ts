/** Writing an entry: compare-and-append under the lease. A superseded worker learns it here and stops. */
import type { Outcome } from '../acts/act.ts';
import type { JsonObject } from '../record/log-entry.ts';
import { parseEntry, type Entry } from '../task/entry.ts';
import type { RequestCounts } from '../task/spending.ts';
import { fold } from '../task/fold.ts';
import type { RepoName, TaskId } from '../task/names.ts';
import { lockedBase } from '../task/gates/locked-base.ts';
import { spellOnce } from '../record/spelling.ts';
import { phaseOf, type Task } from '../task/task.ts';
import { baseUnlocked } from '../task/waits.ts';
import type { Claim } from '../task/shapes/lease.ts';
import type { EngineDeps } from './engine-port.ts';
import { wake } from './wake.ts';

export type Writer = {
  readonly deps: EngineDeps;
  readonly claim: Claim;
  readonly takeRequests: () => RequestCounts;
};

/** Thrown when somebody else holds the task now: not an error of this one, and nothing of it may go on. */
export const fenced = Symbol('superseded');

/** Thrown when another task has locked the base branch that the entry asks for; nothing was written. */
export const baseLocked = Symbol('base locked');

type Beginning = { readonly id: TaskId; readonly repo: RepoName };

export async function append(
  writer: Writer,
  before: Task | Beginning,
  { draft, artefacts }: Outcome,
): Promise<Task> {
  const { deps, claim } = writer;
  const task = 'state' in before ? before : null;
  const requests = draft.kind === 'reported' ? null : writer.takeRequests();
  const spent = requests && requests.total > 0 ? { ...draft.data, requests } : draft.data;
  const data = spellOnce(JSON.parse(JSON.stringify(spent))) as JsonObject;
  // Our clock may be set back; what happened later is never written down as earlier.
  const at = new Date(Math.max(deps.now(), task?.changedAt ?? 0)).toISOString();
  const phase = task ? phaseOf(task) : 'Backlog';
  const entry = candidate({
    task: before.id,
    version: (task?.version ?? 0) + 1,
    at,
    actor: deps.actor,
    phase,
    ...draft,
    data,
    artefacts: [],
  });
  // Folded before it is written: an entry that does not follow must never reach the log.
  const folded = fold(task, entry);
  if (folded.kind === 'refused') throw new Error(`${draft.kind} does not follow: ${folded.message}`);
  const appended = await deps.store.entries.append(
    {
      repo: before.repo,
      task: before.id,
      version: entry.version,
      at,
      actor: deps.actor,
      phase,
      kind: draft.kind,
      ...(draft.headSha === undefined ? {} : { headSha: draft.headSha }),
      data,
      artefacts,
    },
    claim,
    lockedBase(folded.task),
  );
  if (appended.kind === 'locked') throw baseLocked;
  if (appended.kind !== 'appended') throw fenced;
  deps.log.info({ task: before.id, kind: draft.kind, phase: folded.task.state.phase }, 'recorded');
  if (task && lockedBase(task) !== null && lockedBase(folded.task) === null) await tellUnlocked(deps, task);
  return folded.task;
}

/** Tasks that wait for the base are due now. Should we die before this, their timers bring them back. */
async function tellUnlocked({ store, now }: EngineDeps, { repo }: Task): Promise<void> {
  const none = { installation: null, number: null, issue: null } as const;
  await wake(store, { ...none, repo, event: baseUnlocked, ours: 'theirs', begins: 'no' }, now());
}

/** The entry as it will be read back: through the same strict schema. Its index is the store's to give. */
function candidate(value: Readonly<Record<string, unknown>>): Entry {
  const parsed = parseEntry({ index: 0, ...value });
  if (parsed.kind === 'wrong') throw new Error(`not an entry: ${parsed.message}`);
  return parsed.entry;
}
