import { describe, expect, it } from 'vitest';
import { readTask } from '../../src/engine/turn.ts';
import { startWorker, type Worker, type WorkerDeps } from '../../src/engine/worker.ts';
import type { Store } from '../../src/store/port.ts';
import type { Situation } from '../../src/task/situation.ts';
import { start } from '../task/build.ts';
import { policy, untouched } from '../task/situations.ts';
import { done, fakeGitHub, replied, type Fake } from '../acts/fakes.ts';
import { depsOn, freshStore, key, rowKey, type Clock } from './support.ts';

const byHand = untouched({
  policy: { kind: 'policy', policy: policy({ roles: { execute: 'human' } }), hash: 'p' },
});

type Timers = { readonly later: WorkerDeps['later']; readonly fire: () => void };

/** Timers that go off when the test says so. */
function timers(): Timers {
  const waiting = new Set<() => void>();
  return {
    later: (_ms, call) => {
      waiting.add(call);
      return () => waiting.delete(call);
    },
    fire: () => {
      const now = [...waiting];
      waiting.clear();
      for (const call of now) call();
    },
  };
}

function worker(store: Store, fake: Fake, clock: Clock, { later }: Timers = timers()): Worker {
  return startWorker({
    ...depsOn(store, fake, clock),
    viewer: async () => 'cadence[bot]',
    remember: (): void => undefined,
    atOnce: 4,
    later,
  });
}

function showing(seen: Situation): Fake {
  return fakeGitHub({ observe: async () => seen, mutate: async () => replied(seen, done) });
}

const labelled = {
  id: 'd-1',
  event: 'issues',
  action: 'labeled',
  payload: JSON.stringify({
    action: 'labeled',
    repository: { full_name: 'octo/cat', default_branch: 'main' },
    sender: { login: 'ada' },
    issue: { number: 7 },
    label: { name: 'cadence' },
  }),
  receivedAt: start,
};

describe('the worker', () => {
  it('leads from a delivery to a task that waits, and remembers that it was read', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    await store.inbox.receive(labelled);
    const working = worker(store, showing(byHand), clock);
    await working.idle();
    await working.stop();
    expect((await readTask(store, key))?.state).toMatchObject({
      phase: 'Execute',
      work: { source: 'person' },
    });
    expect((await store.inbox.read('d-1'))?.processedAt).toBe(clock.now);
  });

  it('keeps a delivery that it cannot read, with the reason, and goes on with others', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    await store.inbox.receive({ ...labelled, id: 'd-0', payload: '{"repository":{}}' });
    await store.inbox.receive(labelled);
    const working = worker(store, showing(byHand), clock);
    await working.idle();
    await working.stop();
    expect(await store.inbox.read('d-0')).toMatchObject({ processedAt: null, failures: 1 });
    expect(await readTask(store, key)).not.toBeNull();
  });

  it('tries again ever later what fails, then holds it with its reason', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    const set = timers();
    let broken = false;
    const fake = fakeGitHub({
      observe: async () => {
        if (broken) throw new Error('a defect of ours');
        return byHand;
      },
      mutate: async () => replied(byHand, done),
    });
    await store.due.raise(rowKey, clock.now);
    const working = worker(store, fake, clock, set);
    await working.idle();
    broken = true;
    await store.due.raise(rowKey, clock.now);
    await working.idle();
    const pauses: number[] = [];
    for (let failures = 1; failures < 8; failures += 1) {
      const next = (await store.due.nextAt()) ?? 0;
      pauses.push(next - clock.now);
      clock.now = next;
      set.fire();
      await working.idle();
    }
    await working.stop();
    expect(pauses).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000]);
    expect((await readTask(store, key))?.state).toMatchObject({ phase: 'Held', reason: 'internal-error' });
  });

  it('takes nothing new once it is stopped', async () => {
    const store = await freshStore();
    const fake = showing(byHand);
    const working = worker(store, fake, { now: start + 60_000 });
    await working.stop();
    await store.due.raise(rowKey, start);
    expect(await store.due.nextAt()).toBe(start);
    expect(fake.calls).toEqual([]);
  });
});
