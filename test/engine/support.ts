/** The engine on a real store in a folder of its own, a clock that the test moves, and GitHub made by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { formatDueKey } from '../../src/task/shapes/due-key.ts';
import { snapshotIssue } from '../../src/acts/artefacts/authorised-issue.ts';
import { storeChange } from '../../src/acts/artefacts/stored-change.ts';
import type { Draft } from '../../src/task/entry.ts';
import { fold } from '../../src/task/fold.ts';
import { lockedBase } from '../../src/task/gates/locked-base.ts';
import { formatTaskId } from '../../src/task/names.ts';
import type { Task } from '../../src/task/task.ts';
import type { EngineDeps } from '../../src/engine/engine-port.ts';
import type { Claim } from '../../src/task/shapes/lease.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/port.ts';
import type { RequestCounts } from '../../src/task/spending.ts';
import { fakeGitHub, shelf, type Fake } from '../acts/fakes.ts';
import { addressOf, drafts, entryOf, repo, roadTo, start, words, type Stop } from '../task/build.ts';
import { settings } from '../task/situations.ts';

export const key = { repo, issue: 7 };
export const rowKey = formatDueKey({ kind: 'issue', ...key });

const open: { store: Store; dir: string }[] = [];
afterEach(async () => {
  for (const { store, dir } of open.splice(0)) {
    await store.close();
    rmSync(dir, { recursive: true, force: true });
  }
});

export async function freshStore(): Promise<Store> {
  const dir = mkdtempSync(join(tmpdir(), 'cadence-engine-'));
  const opened = await openStore({ dir, now: () => new Date(start) });
  if (opened.kind !== 'opened') throw new Error('no store');
  open.push({ store: opened.store, dir });
  return opened.store;
}

export const none: RequestCounts = { total: 0, graphql: 0, contentCreating: 0, mutations: 0 };

function silent(): void {}

export type Clock = { now: number };

export function depsOn(
  store: Store,
  fake: Fake = fakeGitHub(),
  clock: Clock = { now: start + 60_000 },
  changed: Partial<EngineDeps> = {},
): EngineDeps {
  return {
    store,
    ...shelf(),
    seal: async () => ({ size: 0, root: '', trailer: 'Cadence-Record: 0 x y' }),
    model: null,
    ledger: store.ledger,
    tree: async () => ({ kind: 'unreadable', message: 'no tree in this test' }),
    settings,
    now: () => clock.now,
    githubFor: async () => ({ github: fake.github, takeRequests: () => none }),
    actor: 'cadence',
    owner: 'worker-1',
    log: { debug: silent, info: silent, warn: silent, error: silent },
    ...changed,
  };
}

/** The lease on the row of the issue. */
export async function claimed(store: Store, now = start + 60_000): Promise<Claim> {
  await store.due.raise(rowKey, now);
  const claim = await store.due.claim('worker-1', now, 30_000);
  if (!claim) throw new Error('nothing is due');
  return claim;
}

/** When the row of the issue is due; null: it is not there. */
export async function dueAt(store: Store): Promise<number | null> {
  return store.due.nextAt();
}

/** A task of that issue in the record, as the engine would have written it up to this stop and further. */
export async function recorded(
  store: Store,
  stop: Stop,
  further: readonly Draft[] = [],
  issue = 7,
): Promise<Task> {
  const [first, ...rest] = roadTo(stop);
  if (first?.kind !== 'queued') throw new Error('no road begins like this');
  const begin: Draft = { ...first, data: { ...drafts.queued.data, issue } };
  let task: Task | null = null;
  for (const draft of [begin, ...rest, ...further]) {
    const entry = entryOf(task, draft, task ? {} : { task: formatTaskId(repo, issue, 1) });
    const folded = fold(task, entry);
    if (folded.kind === 'refused') throw new Error(folded.message);
    ({ task } = folded);
    const { index: _, artefacts: _none, ...fields } = entry;
    const appended = await store.entries.append(
      { repo, ...fields, data: JSON.parse(JSON.stringify(entry.data)), artefacts: [] },
      undefined,
      lockedBase(task),
    );
    if (appended.kind !== 'appended') throw new Error(`${draft.kind}: ${appended.kind}`);
  }
  if (!task) throw new Error('nothing was recorded');
  return task;
}

/** The artefacts that the drafts of the road name: frozen words, an empty change and a review that passed. */
export async function readRoad(address: string): Promise<Uint8Array | null> {
  const shown = roadArtefacts.get(address);
  return shown === undefined ? null : new TextEncoder().encode(shown);
}

const { artefact: noChange } = storeChange(shelf(), [], []);
const roadArtefacts = new Map<string, string>([
  [addressOf('f'), JSON.stringify(snapshotIssue({ number: 7, ...words }, 1))],
  [addressOf('c'), new TextDecoder().decode(noChange.bytes)],
  [addressOf('e'), JSON.stringify({ verdict: 'pass', reviewers: ['rules'], findings: [] })],
]);
