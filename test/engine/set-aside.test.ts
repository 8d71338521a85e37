/** A task that fails on our side again and again: held with a reason, and never while its open intent may still happen. */
import { expect, test } from 'vitest';
import type { Writer } from '../../src/engine/append-entry.ts';
import { setAside } from '../../src/engine/set-aside.ts';
import { readTask } from '../../src/engine/turn.ts';
import type { Draft } from '../../src/task/entry.ts';
import type { Task } from '../../src/task/task.ts';
import { heldDraft, intent, minute, start, type Stop } from '../task/build.ts';
import { settings } from '../task/situations.ts';
import { claimed, depsOn, freshStore, key, none, recorded } from './support.ts';

const deadline = start + minute;

async function afterSetAside(stop: Stop, further: readonly Draft[], now: number): Promise<Task | null> {
  const store = await freshStore();
  await recorded(store, stop, further);
  const deps = depsOn(store, undefined, { now });
  const writer: Writer = { deps, claim: await claimed(store, now), takeRequests: () => none };
  await setAside(writer, key);
  return readTask(store, key);
}

test('a merge that may still happen keeps its intent and with it the lock on the base', async () => {
  const task = await afterSetAside('Commit', [intent('merge')], deadline + settings.settleMs - 1);
  expect(task?.state.phase).toBe('Commit');
  expect(task?.open?.step).toBe('merge');
});

test('once its effect can no longer come, the task is held and nothing is open', async () => {
  const task = await afterSetAside('Commit', [intent('merge')], deadline + settings.settleMs);
  expect(task?.state).toMatchObject({ phase: 'Held', reason: 'internal-error' });
  expect(task?.open).toBeNull();
});

test('a task that is held already loses only the intent that cannot be settled', async () => {
  const held = [heldDraft('publish-refused'), intent('notify')];
  const task = await afterSetAside('Review', held, deadline + settings.settleMs);
  expect(task?.state).toMatchObject({ phase: 'Held', reason: 'publish-refused' });
  expect(task?.open).toBeNull();
});

test('a task without an open intent is held at once', async () => {
  const task = await afterSetAside('Review', [], start + 1);
  expect(task?.state).toMatchObject({ phase: 'Held', reason: 'internal-error' });
});
