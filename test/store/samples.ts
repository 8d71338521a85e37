import type { Store } from '../../src/store/port.ts';
import type { BoardRow } from '../../src/task/shapes/board-row.ts';
import type { Claim } from '../../src/task/shapes/lease.ts';
import type { Delivery } from '../../src/task/shapes/delivery.ts';
import type { NewEntry } from '../../src/record/log-entry.ts';
import type { TaskView } from '../../src/task/view.ts';

export const repo = 'octo/cat';

export function delivery(id: string, changed: Partial<Delivery> = {}): Delivery {
  return { id, event: 'issues', action: 'labeled', payload: `{"id":"${id}"}`, receivedAt: 1_000, ...changed };
}

export function newEntry(task: string, version: number, changed: Partial<NewEntry> = {}): NewEntry {
  return {
    repo,
    task,
    version,
    at: new Date(1_700_000_000_000 + version).toISOString(),
    actor: 'cadence',
    phase: 'Backlog',
    kind: 'queued',
    data: { version },
    artefacts: [],
    ...changed,
  };
}

export function view(changed: Partial<TaskView> = {}): TaskView {
  return {
    place: 'Backlog',
    held: null,
    cancelled: null,
    attempts: 0,
    granted: 0,
    requests: 0,
    tokensIn: 0,
    tokensOut: 0,
    costUsd: 0,
    cycleMs: null,
    ...changed,
  };
}

export function boardRow(task: string, changed: Partial<BoardRow> = {}): BoardRow {
  return {
    task,
    repo,
    issue: 1,
    pull: null,
    version: 1,
    phase: 'Backlog',
    status: 'queued',
    updatedAt: 1_000,
    waitEvents: ['issues.labeled'],
    view: view(),
    ...changed,
  };
}

/** Claims the row that is due, which the test knows to be there. */
export async function claimed(store: Store, owner: string, now: number, leaseMs = 100): Promise<Claim> {
  const claim = await store.due.claim(owner, now, leaseMs);
  if (claim === null) throw new Error(`nothing was due at ${now}`);
  return claim;
}

export async function collect<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = [];
  for await (const item of items) all.push(item);
  return all;
}
