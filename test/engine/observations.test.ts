import { describe, expect, it } from 'vitest';
import type { Model } from '../../src/agents/model.ts';
import { advance } from '../../src/engine/advance.ts';
import { createObservations } from '../../src/engine/observations.ts';
import type { EngineDeps } from '../../src/engine/engine-port.ts';
import { readTask, requestOf } from '../../src/engine/turn.ts';
import type { Failure } from '../../src/task/shapes/mutation.ts';
import type { Situation } from '../../src/task/situation.ts';
import { done, fakeGitHub, replied } from '../acts/fakes.ts';
import { start } from '../task/build.ts';
import { comment, settings, untouched } from '../task/situations.ts';
import { claimed, depsOn, freshStore, key, none, rowKey, type Clock } from './support.ts';

const drafted = {
  title: 'Fix add',
  goal: 'add() adds',
  acceptance: ['add(2, 2) is 4'],
  testsWanted: true,
  tests: [],
  filesInScope: [],
  risk: 'low',
  questions: [],
};
const empty: EngineDeps['tree'] = async () => ({ kind: 'tree', files: new Map() });
const usage = { promptTokens: 300, replyTokens: 50, counted: 'server' } as const;
const open = untouched();
const closed = untouched({ issue: { ...open.issue, open: false, closedBy: 'ada' } });
const stopped = commanded('/cadence stop');
const asked = commanded('/cadence help');

/** Somebody wrote this, and our answer to it stands already. */
function commanded(body: string): Situation {
  const said = comment({ body, reactions: ['EYES', 'ROCKET'] });
  return { ...open, comments: [said], replies: [said.id] };
}

/** A task whose model goes on for ten calls, unless it is stopped. During its third, `then` happens. */
async function worked(
  then: (world: {
    raise: () => Promise<void>;
    show: (seen: Situation | Failure) => void;
    clock: Clock;
  }) => unknown,
) {
  const store = await freshStore();
  const clock: Clock = { now: start + 60_000 };
  let seen: Situation | Failure = open;
  let calls = 0;
  let looks = 0;
  const model: Model = {
    complete: async ({ schema }) => {
      if (schema) return { kind: 'text', text: JSON.stringify(drafted), usage };
      calls += 1;
      if (calls === 3) {
        looks = 0;
        await then({
          raise: () => store.due.raise(rowKey, clock.now),
          show: (now) => void (seen = now),
          clock,
        });
      }
      const name = calls >= 10 ? 'give_up' : 'list_files';
      return { kind: 'tools', calls: [{ id: `c${calls}`, name, arguments: '{"why":"x"}' }], text: '', usage };
    },
  };
  const fake = fakeGitHub({
    observe: async () => {
      looks += 1;
      return seen;
    },
    mutate: async (mutations) => replied('kind' in seen ? open : seen, ...mutations.map(() => done)),
  });
  await advance(depsOn(store, fake, clock, { model, tree: empty }), key, await claimed(store));
  const task = await readTask(store, key);
  const entries = (await store.entries.ofTask(`${key.repo}#${key.issue}`)).map(({ kind, data }) => ({
    kind,
    data,
  }));
  return { calls, looks, task, entries, store };
}

describe('a task that is stopped while a model works', () => {
  it.each<[string, Situation]>([
    ['its issue was closed', closed],
    ['somebody said stop', stopped],
  ])('costs no further call once a delivery says that something happened: %s', async (_what, now) => {
    const { calls, task, entries, store } = await worked(async ({ raise, show }) => {
      show(now);
      await raise();
    });
    expect(calls).toBe(3);
    expect(task?.state.phase).toBe('Cancelled');
    expect(task?.attempts.used).toBe(0);
    const dropped = entries.find(({ kind }) => kind === 'intent_dropped');
    expect(dropped?.data).toMatchObject({ step: 'buildPatch', reason: 'stopped-meanwhile' });
    expect(dropped?.data['calls']).toHaveLength(3);
    // Nothing stays reserved for a call that was not made.
    const { tokens } = await store.ledger.used(task?.id ?? '');
    expect(tokens).toBe(4 * 350);
    expect(task && task.spent.tokensIn + task.spent.tokensOut).toBe(tokens);
  });

  it('is found out without any delivery once the last look is old', async () => {
    const { calls, task } = await worked(({ show, clock }) => {
      show(closed);
      clock.now += settings.freshMs + 1;
    });
    expect(calls).toBe(3);
    expect(task?.state.phase).toBe('Cancelled');
  });

  it('is not looked for where nothing came in', async () => {
    const { calls, looks } = await worked(({ show }) => show(closed));
    expect(calls).toBeGreaterThanOrEqual(10);
    expect(looks).toBe(0);
  });

  it('is not asked for again and again where GitHub does not answer, and its work goes on', async () => {
    const { calls, looks } = await worked(async ({ raise, show }) => {
      show({ kind: 'unknown', message: '502' });
      await raise();
    });
    expect(calls).toBe(10);
    // Once amid the work, once before the next attempt.
    expect(looks).toBe(2);
  });

  it('is looked for once a delivery, and goes on where only a question was asked', async () => {
    const { calls, task } = await worked(async ({ raise, show }) => {
      show(asked);
      await raise();
    });
    expect(calls).toBeGreaterThanOrEqual(10);
    expect(task?.attempts.used).toBeGreaterThan(0);
  });
});

/** Observations of a GitHub that shows this now, and how often it was asked. */
async function observing() {
  const store = await freshStore();
  const clock: Clock = { now: start + 60_000 };
  let seen: Situation | Failure = open;
  const fake = fakeGitHub({ observe: async () => seen });
  const claim = await claimed(store);
  const deps = depsOn(store, fake, clock);
  const observations = createObservations({ deps, claim, takeRequests: () => none }, fake.github);
  return {
    observations,
    clock,
    raise: () => store.due.raise(rowKey, clock.now),
    show: (now: Situation | Failure) => void (seen = now),
    count: () => fake.calls.length,
  };
}

describe('the situation of a turn', () => {
  const request = requestOf(key, null, null);

  it('is asked for once, and stays', async () => {
    const { observations, count } = await observing();
    expect(() => observations.current()).toThrow('not looked at yet');
    expect(await observations.observe(request)).toBeNull();
    expect(await observations.observe(request)).toBeNull();
    expect(observations.current()).toBe(open);
    expect(count()).toBe(1);
  });

  it('is asked for again after something was done, and can be read until then', async () => {
    const { observations, show, count } = await observing();
    await observations.observe(request);
    await observations.expire();
    show(closed);
    expect(observations.current()).toBe(open);
    await observations.observe(request);
    expect(observations.current()).toBe(closed);
    expect(count()).toBe(2);
  });

  it('is not asked for again where the reply to what was done showed it', async () => {
    const { observations, count } = await observing();
    await observations.observe(request);
    await observations.expire();
    observations.learned(closed);
    await observations.observe(request);
    expect(observations.current()).toBe(closed);
    expect(count()).toBe(1);
  });

  it('is what it was where GitHub does not answer', async () => {
    const { observations, show } = await observing();
    await observations.observe(request);
    show({ kind: 'unknown', message: '502' });
    expect(await observations.refresh()).toMatchObject({ kind: 'unknown' });
    expect(observations.current()).toBe(open);
  });

  it('is fresh until something comes in or it is old; a reply is no newer than what was asked', async () => {
    const { observations, clock, raise } = await observing();
    await observations.observe(request);
    expect(await observations.isFresh()).toBe(true);
    await observations.markStart();
    await raise();
    expect(await observations.isFresh()).toBe(false);
    observations.learned(closed);
    expect(await observations.isFresh()).toBe(false);
    await observations.refresh();
    expect(await observations.isFresh()).toBe(true);
    clock.now += settings.freshMs + 1;
    expect(observations.isOld()).toBe(true);
    expect(await observations.isFresh()).toBe(false);
  });
});
