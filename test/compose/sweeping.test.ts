import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGitHubClients } from '../../src/compose/github-clients.ts';
import { startSweeping } from '../../src/compose/sweeping.ts';
import type { GitHubApp } from '../../src/github/client.ts';
import { createLog } from '../../src/log.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';
import type { Store } from '../../src/store/port.ts';
import { repoName } from '../../src/task/names.ts';
import { delivery } from '../store/samples.ts';

const now = 1_800_000_000_000;
const repo = repoName('octo/cat');
/** Larger than a JavaScript number holds. */
const largeId = '90071992547409931';

let dir: string;
let store: Store;
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-sweep-'));
  const opened = await openStore({ dir, now: () => new Date(now) });
  if (opened.kind !== 'opened') throw new Error(opened.message);
  store = opened.store;
});
afterEach(async () => {
  await store.close();
  rmSync(dir, { recursive: true });
});

function sent(guid: string, id: string, result: 'delivered' | 'failed') {
  return {
    guid,
    id,
    result,
    deliveredAt: now,
    event: 'issues',
    action: null,
    attempt: 'first' as const,
  };
}

function app(redelivered: string[], changed: Partial<GitHubApp> = {}): GitHubApp {
  const answers: Partial<GitHubApp> = {
    installations: async () => ({
      kind: 'installations',
      installations: [
        { id: 5, account: 'octo', suspended: false },
        { id: 6, account: 'gone', suspended: true },
      ],
    }),
    repositories: async (installation) => {
      if (installation !== 5) throw new Error('a suspended installation was asked for');
      return { kind: 'repositories', repositories: [repo] };
    },
    openIssuesWithLabel: async () => ({ kind: 'issues', issues: [{ number: 7, updatedAt: now }] }),
    deliveries: async () => ({
      kind: 'deliveries',
      complete: true,
      deliveries: [
        sent('answered-later', '4', 'delivered'),
        sent('lost', largeId, 'failed'),
        sent('answered-later', '2', 'failed'),
        sent('lost', '1', 'failed'),
      ],
    }),
    redeliver: async (id) => {
      redelivered.push(id);
      return { kind: 'asked' };
    },
    ...changed,
  };
  return answers as GitHubApp;
}

/** Sweeps so many times; time passes at once. */
async function sweepFor(rounds: number, github: GitHubApp): Promise<number> {
  const done = Promise.withResolvers<void>();
  let waits = 0;
  const stop = startSweeping({
    everyMs: 1_000,
    store,
    session: createGitHubClients(github, (text) => text),
    later: (_, call) => {
      waits += 1;
      if (waits < rounds) queueMicrotask(call);
      else done.resolve();
      return () => {};
    },
    now: () => now,
    log: createLog('silent', String),
  });
  await done.promise;
  await stop();
  return waits;
}

describe('sweeping', () => {
  it('asks again for the last attempt of each delivery that was never answered, by its whole id', async () => {
    const redelivered: string[] = [];
    await sweepFor(1, app(redelivered));
    expect(redelivered).toEqual([largeId]);
  });

  it('wakes labelled issues that nobody knows, in installations that are not suspended', async () => {
    await sweepFor(1, app([]));
    expect((await store.due.claim('me', now, 1_000))?.key).toBe('issue:octo/cat#7');
  });

  it('forgets deliveries a week after they were read, and no others', async () => {
    for (const id of ['old', 'young', 'unread']) await store.inbox.receive(delivery(id));
    await store.inbox.processed('old', now - 8 * 24 * 3_600_000);
    await store.inbox.processed('young', now - 6 * 24 * 3_600_000);
    await sweepFor(1, app([]));
    expect((await store.inbox.recent(9)).map(({ id }) => id).toSorted()).toEqual(['unread', 'young']);
  });

  it('goes on sweeping when GitHub does not answer', async () => {
    const failed = { kind: 'unknown', message: 'down' } as const;
    const dead = app([], { deliveries: async () => failed, installations: async () => failed });
    expect(await sweepFor(3, dead)).toBe(3);
  });
});
