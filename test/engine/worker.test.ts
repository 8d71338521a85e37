import { describe, expect, it } from 'vitest';
import { readTask } from '../../src/engine/turn.ts';
import { startWorker, type Worker, type WorkerDeps } from '../../src/engine/worker.ts';
import type { SweepDeps } from '../../src/engine/sweep.ts';
import type { Store } from '../../src/store/port.ts';
import type { Situation } from '../../src/task/situation.ts';
import { repo, start } from '../task/build.ts';
import { policy, untouched } from '../task/situations.ts';
import { done, fakeGitHub, replied, type Fake } from '../acts/fakes.ts';
import { depsOn, freshStore, key, rowKey, type Clock } from './support.ts';

const byHand = untouched({
  policy: { kind: 'policy', policy: policy({ roles: { execute: 'human' } }), hash: 'p' },
});

type Timers = { readonly schedule: WorkerDeps['schedule']; readonly fire: () => void };

/** Timers that go off when the test says so. */
function timers(): Timers {
  const waiting = new Set<() => void>();
  return {
    schedule: (_ms, call) => {
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

function sweptGithub(onSweep: () => void): SweepDeps['github'] {
  return {
    repositories: async () => {
      onSweep();
      return { kind: 'repositories', list: [{ repo, installation: 5 }] };
    },
    openIssuesWithLabel: async () => ({ kind: 'issues', numbers: [key.issue] }),
    failedDeliveries: async () => ({ kind: 'deliveries', list: [] }),
    redeliver: async () => ({ kind: 'asked' }),
  };
}

function worker(
  store: Store,
  fake: Fake,
  clock: Clock,
  { schedule }: Timers = timers(),
  everyMs: number | null = null,
  onSweep: () => void = () => undefined,
): Worker {
  return startWorker({
    ...depsOn(store, fake, clock),
    viewer: async () => 'cadence[bot]',
    remember: (): void => undefined,
    atOnce: 4,
    sweeping: { github: sweptGithub(onSweep), label: 'cadence', everyMs },
    schedule,
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

  it('tries again ever schedule what fails, then holds it with its reason', async () => {
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

  it('counts failures in the row: another worker does not begin at nought', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    const fake = fakeGitHub({
      observe: async () => {
        throw new Error('a defect of ours');
      },
    });
    await store.due.raise(rowKey, clock.now);
    const first = worker(store, fake, clock);
    await first.idle();
    await first.stop();
    clock.now = (await store.due.nextAt()) ?? 0;
    const second = worker(store, fake, clock);
    await second.idle();
    await second.stop();
    expect(((await store.due.nextAt()) ?? 0) - clock.now).toBe(4_000);
  });

  it('sweeps once it starts: what no delivery told of becomes a task', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    const working = worker(store, showing(byHand), clock, timers(), 900_000);
    await working.idle();
    await working.stop();
    expect(await readTask(store, key)).not.toBeNull();
  });

  it('shares the next sweep with every other worker', async () => {
    const store = await freshStore();
    const clock = { now: start + 60_000 };
    const set = timers();
    let lookedThrough = 0;
    const workers = [1, 2, 3].map(() =>
      worker(store, showing(byHand), clock, set, 900_000, () => (lookedThrough += 1)),
    );
    const idle = (): Promise<unknown> => Promise.all(workers.map((one) => one.idle()));
    await idle();
    lookedThrough = 0;
    clock.now += 900_000;
    set.fire();
    await idle();
    await Promise.all(workers.map((one) => one.stop()));
    expect(lookedThrough).toBe(1);
  });
});
