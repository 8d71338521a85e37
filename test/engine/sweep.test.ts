import { describe, expect, it } from 'vitest';
import { boardRow } from '../../src/engine/show-board.ts';
import { sweep, type SweepDeps } from '../../src/engine/sweep.ts';
import type { Store } from '../../src/store/port.ts';
import { at, repo, start } from '../task/build.ts';
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
      repositories: async () => [{ repo, installation: 5 }],
      openIssuesWithLabel: async () => [],
      failedDeliveries: async () => [],
      redeliver: async () => undefined,
      ...changed,
    },
    remember: silent,
    label: 'cadence',
    now: () => start,
    log: {
      debug: silent,
      info: silent,
      error: silent,
      warn: (fields) => warned.push(String(fields['what'])),
    },
    warned,
  };
}

describe('a sweep', () => {
  it('wakes labelled issues that no task knows of', async () => {
    const store = await freshStore();
    const deps = depsOn(store, { openIssuesWithLabel: async () => [7] });
    expect(await sweep(deps)).toEqual({ woken: 1, redelivered: 0 });
    expect((await store.due.claim('w', start, 1_000))?.key).toBe(rowKey);
  });

  it('leaves a task alone that has a timer of its own', async () => {
    const store = await freshStore();
    await store.board.put(boardRow(at('Review'), []));
    expect((await sweep(depsOn(store, { openIssuesWithLabel: async () => [7] }))).woken).toBe(0);
    expect(await store.due.nextAt()).toBeNull();
  });

  it('asks for deliveries again that never came, and not for those that did', async () => {
    const store = await freshStore();
    await store.inbox.receive({
      id: 'came',
      event: 'issues',
      action: null,
      payload: '{}',
      receivedAt: start,
    });
    const asked: string[] = [];
    const deps = depsOn(store, {
      failedDeliveries: async () => [
        { id: '1', guid: 'came' },
        { id: '2', guid: 'lost' },
      ],
      redeliver: async (id) => void asked.push(id),
    });
    expect((await sweep(deps)).redelivered).toBe(1);
    expect(asked).toEqual(['2']);
  });

  it('does the one part where the other fails', async () => {
    const store = await freshStore();
    const deps = depsOn(store, {
      failedDeliveries: async () => {
        throw new Error('GitHub is away');
      },
      openIssuesWithLabel: async () => [7],
    });
    expect(await sweep(deps)).toEqual({ woken: 1, redelivered: 0 });
    expect(deps.warned).toEqual(['deliveries']);
  });
});
