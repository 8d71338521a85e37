/** The engine on a real store in a folder of its own, a clock that the test moves, and GitHub made by hand. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach } from 'vitest';
import { formatDueKey } from '../../src/task/due-key.ts';
import type { Claim, EngineDeps } from '../../src/engine/engine-port.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/port.ts';
import type { RequestCounts } from '../../src/task/entry.ts';
import { fakeGitHub, shelf, type Fake } from '../acts/fakes.ts';
import { repo, start } from '../task/build.ts';
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
