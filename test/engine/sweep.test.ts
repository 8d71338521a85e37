import { describe, expect, it } from 'vitest';
import { boardRow } from '../../src/engine/show-board.ts';
import { lookThrough, sweep, type SweepDeps } from '../../src/engine/sweep.ts';
import type { Store } from '../../src/store/port.ts';
import { at, repo, start } from '../task/build.ts';
import { delivery } from '../store/samples.ts';
import { freshStore, rowKey } from './support.ts';

function silent(): void {}

function depsOn(
  store: Store,
  changed: Partial<SweepDeps['github']>,
): SweepDeps & { readonly warned: string[] } {
  const warned: string[] = [];
  return {
    store,
    github: {
      repositories: async () => ({ kind: 'repositories', list: [{ repo, installation: 5 }] }),
      openIssuesWithLabel: async () => ({ kind: 'issues', numbers: [] }),
      failedDeliveries: async () => ({ kind: 'deliveries', list: [] }),
      redeliver: async () => ({ kind: 'asked' }),
      ...changed,
    },
    remember: silent,
    label: 'cadence',
    everyMs: 900_000,
    now: () => start,
    log: {
      debug: silent,
      info: silent,
      error: silent,
      warn: (fields) => warned.push(String(fields['what'] ?? fields['repo'])),
    },
    warned,
  };
}

const limited = { kind: 'limited', until: start + 3_600_000, message: 'slow down' } as const;
const away = { kind: 'unknown', message: 'GitHub is away' } as const;
const ofRepository = { kind: 'repository', repo, installation: 5 } as const;

describe('a sweep', () => {
  it('has each repository looked through, and comes again', async () => {
    const store = await freshStore();
    expect(await sweep(depsOn(store, {}))).toEqual({ dueAt: start + 900_000 });
    expect((await store.due.claim('w', start, 1_000))?.key).toBe('repository:octo/cat@5');
  });

  it('asks for deliveries again that never came, and not for those that did', async () => {
    const store = await freshStore();
    await store.inbox.receive(delivery('came'));
    const asked: string[] = [];
    const deps = depsOn(store, {
      failedDeliveries: async () => ({
        kind: 'deliveries',
        list: [
          { id: '1', guid: 'came' },
          { id: '2', guid: 'lost' },
        ],
      }),
      redeliver: async (id) => {
        asked.push(id);
        return { kind: 'asked' };
      },
    });
    await sweep(deps);
    expect(asked).toEqual(['2']);
  });

  it('does the one part where the other fails', async () => {
    const store = await freshStore();
    const deps = depsOn(store, { failedDeliveries: async () => away });
    await sweep(deps);
    expect((await store.due.claim('w', start, 1_000))?.key).toBe('repository:octo/cat@5');
    expect(deps.warned).toEqual(['deliveries']);
  });

  it('comes again no earlier than GitHub allows', async () => {
    const deps = depsOn(await freshStore(), { repositories: async () => limited });
    expect(await sweep(deps)).toEqual({ dueAt: limited.until });
  });

  it('forgets deliveries a week after they were read, and no others', async () => {
    const store = await freshStore();
    for (const id of ['old', 'young', 'unread']) await store.inbox.receive(delivery(id));
    await store.inbox.processed('old', start - 8 * 24 * 3_600_000);
    await store.inbox.processed('young', start - 6 * 24 * 3_600_000);
    await sweep(depsOn(store, {}));
    expect((await store.inbox.recent(9)).map(({ id }) => id).toSorted()).toEqual(['unread', 'young']);
  });

  it('that is switched off asks nothing and does not come again', async () => {
    const store = await freshStore();
    expect(await sweep({ ...depsOn(store, {}), everyMs: null })).toEqual({ dueAt: null });
    expect(await store.due.nextAt()).toBeNull();
  });
});

describe('looking through a repository', () => {
  it('wakes labelled issues that no task knows of', async () => {
    const store = await freshStore();
    const deps = depsOn(store, { openIssuesWithLabel: async () => ({ kind: 'issues', numbers: [7] }) });
    expect(await lookThrough(deps, ofRepository)).toEqual({ dueAt: null });
    expect((await store.due.claim('w', start, 1_000))?.key).toBe(rowKey);
  });

  it('leaves a task alone that has a timer of its own, among more issues than one question takes', async () => {
    const store = await freshStore();
    await store.board.put(boardRow(at('Review'), []));
    const numbers = Array.from({ length: 501 }, (_, index) => index + 1);
    const deps = depsOn(store, { openIssuesWithLabel: async () => ({ kind: 'issues', numbers }) });
    await lookThrough(deps, ofRepository);
    const keys = new Set<string>();
    for (let claim; (claim = await store.due.claim('w', start, 1_000));) keys.add(claim.key);
    expect(keys.size).toBe(500);
    expect(keys.has(rowKey)).toBe(false);
  });

  it.each([
    ['comes again when a limit is over', limited, limited.until],
    ['is left to the next sweep where GitHub does not answer', away, null],
  ])('%s', async (_what, failure, dueAt) => {
    const deps = depsOn(await freshStore(), { openIssuesWithLabel: async () => failure });
    expect(await lookThrough(deps, ofRepository)).toEqual({ dueAt });
    expect(deps.warned).toEqual(['octo/cat']);
  });
});
