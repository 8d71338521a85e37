/** One merge at a time on a base. */
import { describe, expect, it } from 'vitest';
import type { EngineDeps } from '../../src/engine/engine-port.ts';
import { boardRow } from '../../src/engine/update-board.ts';
import { formatDueKey } from '../../src/task/shapes/due-key.ts';
import { baseUnlocked } from '../../src/task/waits.ts';
import { at, drafts, heldDraft, intent, minute, repo, start } from '../task/build.ts';
import { settings } from '../task/situations.ts';
import { changing, good, merges, merging, ownMerge } from './merge-support.ts';
import { freshStore, recorded } from './support.ts';

describe('while another task merges into the base', () => {
  const announced = [intent('merge')];

  it('waits, with a reason and an end, and asks GitHub for nothing', async () => {
    const store = await freshStore();
    await recorded(store, 'Commit', announced, 9);
    await recorded(store, 'Review drafted');
    const fake = changing(good);
    const { ended, kinds, task } = await merging(fake, { store });
    expect(merges(fake)).toBe(0);
    expect(kinds).toEqual(['intent', 'patch_reviewed']);
    expect(ended).toEqual({ kind: 'wait', dueAt: good.at + settings.lookMs });
    expect((await store.board.get(task.id))?.waitEvents).toContain(baseUnlocked);
  });

  it.each([
    ['whose landing is not seen yet', [...announced, drafts.merged]],
    ['that landed what was not tested', [...announced, drafts.merged, heldDraft('landed-differs')]],
  ])('waits for one %s', async (_what, further) => {
    const store = await freshStore();
    await recorded(store, 'Commit', further, 9);
    await recorded(store, 'Review drafted');
    const fake = changing(good);
    await merging(fake, { store });
    expect(merges(fake)).toBe(0);
  });

  it.each([
    ['whose landing was seen', [...announced, drafts.merged, drafts.committed]],
    [
      'whose merge was given up',
      [...announced, { kind: 'intent_dropped', data: { step: 'merge', reason: 'not-found' } } as const],
    ],
    ['that is held before its merge', [...announced, heldDraft('merge-forbidden')]],
  ])('does not wait for one %s', async (_what, further) => {
    const store = await freshStore();
    await recorded(store, 'Commit', further, 9);
    await recorded(store, 'Review drafted');
    const fake = changing(good);
    await merging(fake, { store });
    expect(merges(fake)).toBe(1);
  });

  it('is not overtaken where the other was quicker by a moment: nothing is written, and it is tried again soon', async () => {
    const store = await freshStore();
    await recorded(store, 'Review drafted');
    const fake = changing(good);
    const clock = { now: start + minute };
    // Sealing is the last thing before the announcement is written.
    const seal = async (): ReturnType<EngineDeps['seal']> => {
      await recorded(store, 'Commit', announced, 9);
      return { size: 0, root: '', trailer: 'Cadence-Record: 0 x y' };
    };
    const { ended, kinds } = await merging(fake, { store, clock, changed: { seal } });
    expect(merges(fake)).toBe(0);
    expect(kinds).toEqual(['intent', 'patch_reviewed']);
    expect(ended).toEqual({ kind: 'wait', dueAt: clock.now + settings.pendingMs });
  });

  it('is woken when the other has seen its landing', async () => {
    const store = await freshStore();
    await recorded(store, 'Commit', announced);
    await store.board.put({ ...boardRow(at('Commit'), [baseUnlocked]), task: `${repo}#9`, issue: 9 });
    await merging(changing(ownMerge, { observe: async () => ownMerge }), { store });
    expect(await store.entries.lockedBy(repo, 'main')).toBeNull();
    const woken = await store.due.claim('worker-2', start + minute, 30_000);
    expect(woken?.key).toBe(formatDueKey({ kind: 'issue', repo, issue: 9 }));
  });
});
