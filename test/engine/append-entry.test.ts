import { describe, expect, it } from 'vitest';
import { append, fenced, type Writer } from '../../src/engine/append-entry.ts';
import { readTask } from '../../src/engine/turn.ts';
import { outcome } from '../../src/acts/act.ts';
import type { Draft } from '../../src/task/entry.ts';
import type { Task } from '../../src/task/task.ts';
import { at, drafts, id, intent, repo, start } from '../task/build.ts';
import { claimed, depsOn, freshStore, key, none } from './support.ts';
import type { Store } from '../../src/store/port.ts';

async function writerOn(store: Store, requests = none): Promise<Writer> {
  return { deps: depsOn(store), claim: await claimed(store), takeRequests: () => requests };
}

async function begun(writer: Writer): Promise<Task> {
  return append(writer, { id, repo }, outcome(drafts.queued));
}

describe('an entry', () => {
  it('is kept, and what is read back folds to the same task', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await append(writer, await begun(writer), outcome(drafts.admitted));
    expect(task.state.phase).toBe('Generate');
    expect(await readTask(store, key)).toEqual(task);
  });

  it('that does not follow never reaches the log', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await begun(writer);
    await expect(append(writer, task, outcome(drafts.merged))).rejects.toThrow(
      'merged is not legal in Backlog',
    );
    expect(await store.entries.ofTask(id)).toHaveLength(1);
  });

  it('with a field that nobody knows never reaches the log', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await begun(writer);
    const strange = { kind: 'admitted', data: { ...drafts.admitted.data, colour: 'red' } } as Draft;
    await expect(append(writer, task, outcome(strange))).rejects.toThrow('not an entry');
    expect(await store.entries.ofTask(id)).toHaveLength(1);
  });

  it('of a version that somebody else wrote is given up', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await begun(writer);
    await append(writer, task, outcome(drafts.admitted));
    await expect(append(writer, task, outcome(drafts.admitted))).rejects.toBe(fenced);
    expect(await store.entries.ofTask(id)).toHaveLength(2);
  });

  it('of one whose lease went to another is given up', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await begun(writer);
    const other = await store.due.claim('worker-2', start + 10 * 60_000, 30_000);
    expect(other?.key).toBe(writer.claim.key);
    await expect(append(writer, task, outcome(drafts.admitted))).rejects.toBe(fenced);
    expect(await store.entries.ofTask(id)).toHaveLength(1);
  });

  it('carries the requests since the last one, and a report its own count only', async () => {
    const store = await freshStore();
    const requests = { total: 2, graphql: 1, contentCreating: 1, mutations: 3 };
    const writer = await writerOn(store, requests);
    const task = await begun(writer);
    expect(task.spent.requests).toEqual(requests);
    const quiet = await append({ ...writer, takeRequests: () => none }, task, outcome(drafts.admitted));
    expect(quiet.spent.requests).toEqual(requests);
    const [, second] = await store.entries.ofTask(id);
    expect(second?.data).not.toHaveProperty('requests');
  });

  it('says where the task stood', async () => {
    const store = await freshStore();
    const writer = await writerOn(store);
    const task = await append(writer, await begun(writer), outcome(drafts.admitted));
    await append(writer, task, outcome(intent('draftSpec')));
    const entries = await store.entries.ofTask(id);
    expect(entries.map(({ phase, kind, version }) => [phase, kind, version])).toEqual([
      ['Backlog', 'queued', 1],
      ['Backlog', 'admitted', 2],
      ['Generate', 'intent', 3],
    ]);
    expect(at('Generate').version).toBe(2);
  });
});
