import { describe, expect, it } from 'vitest';
import type { Subject } from '../contract.ts';
import { claimed } from '../samples.ts';

export function dueContract({ store, reopen }: Subject): void {
  describe('a due row', () => {
    it('is claimed when its time has come, the most overdue first', async () => {
      await store().due.raise('late', 30);
      await store().due.raise('early', 10);
      await store().due.raise('b', 20);
      await store().due.raise('a', 20);
      expect(await store().due.claim('me', 9, 100)).toBeNull();
      const keys = [];
      for (let at = 0; at < 4; at += 1) keys.push((await claimed(store(), 'me', 30)).key);
      expect(keys).toEqual(['early', 'a', 'b', 'late']);
    });

    it('is claimed by one of many that try at once', async () => {
      await store().due.raise('a', 10);
      const tries = Array.from({ length: 20 }, (_, at) => store().due.claim(`owner ${at}`, 10, 100));
      expect((await Promise.all(tries)).filter((claim) => claim !== null)).toHaveLength(1);
    });

    it('is raised to the earlier of two times', async () => {
      await store().due.raise('a', 20);
      await store().due.raise('a', 30);
      expect(await store().due.nextAt()).toBe(20);
      await store().due.raise('a', 10);
      expect(await store().due.nextAt()).toBe(10);
    });

    it('outlives the process', async () => {
      await store().due.raise('a', 20);
      await claimed(store(), 'me', 20, 100);
      expect(await (await reopen()).due.claim('you', 119, 100)).toBeNull();
      expect(await claimed(store(), 'you', 120)).toMatchObject({ key: 'a', dueAt: 20 });
    });
  });

  describe('a lease', () => {
    it('is over when its time is up: the next one takes the row, the first one is refused', async () => {
      await store().due.raise('a', 10);
      const first = await claimed(store(), 'me', 10, 100);
      expect(await store().due.holds(first, 109)).toBe(true);
      expect(await store().due.holds(first, 110)).toBe(false);
      expect(await store().due.claim('you', 109, 100)).toBeNull();
      const second = await claimed(store(), 'you', 110, 100);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await store().due.holds(first, 110)).toBe(false);
      expect(await store().due.heartbeat(first, 900)).toBe(false);
      expect(await store().due.settle(first, null)).toBe(false);
      expect(await store().due.settle(first, { dueAt: 500 })).toBe(false);
      expect(await store().due.holds(second, 209)).toBe(true);
      expect(await store().due.settle(second, null)).toBe(true);
    });

    it('refuses an earlier claim of the same owner', async () => {
      await store().due.raise('a', 10);
      const first = await claimed(store(), 'me', 10, 100);
      const second = await claimed(store(), 'me', 110, 100);
      expect(await store().due.heartbeat(first, 900)).toBe(false);
      expect(await store().due.settle(first, null)).toBe(false);
      expect(await store().due.holds(second, 111)).toBe(true);
    });

    it('never has a fence that was given before, not even after the row was gone', async () => {
      await store().due.raise('a', 10);
      const first = await claimed(store(), 'me', 10);
      await store().due.settle(first, null);
      await store().due.raise('a', 10);
      const second = await claimed(store(), 'me', 10);
      expect(second.fence).toBeGreaterThan(first.fence);
      expect(await store().due.settle(first, null)).toBe(false);
    });

    it('goes on with a heartbeat', async () => {
      await store().due.raise('a', 10);
      const claim = await claimed(store(), 'me', 10, 100);
      expect(await store().due.heartbeat(claim, 500)).toBe(true);
      expect(await store().due.claim('you', 499, 100)).toBeNull();
      expect(await store().due.holds(claim, 499)).toBe(true);
      expect(await claimed(store(), 'you', 500)).toMatchObject({ key: 'a' });
    });
  });

  describe('settling', () => {
    it('removes the row when nothing is left to do', async () => {
      await store().due.raise('a', 10);
      expect(await store().due.settle(await claimed(store(), 'me', 10), null)).toBe(true);
      expect(await store().due.claim('me', 1e12, 100)).toBeNull();
    });

    it('sets the time of the next turn, later or earlier than the last', async () => {
      await store().due.raise('a', 10);
      expect(await store().due.settle(await claimed(store(), 'me', 10), { dueAt: 70 })).toBe(true);
      expect(await store().due.nextAt()).toBe(70);
      expect(await store().due.claim('me', 69, 100)).toBeNull();
      await store().due.settle(await claimed(store(), 'me', 70), { dueAt: 5 });
      expect(await store().due.nextAt()).toBe(5);
    });

    it.each<[string, number[], { dueAt: number } | null, number]>([
      ['at the raised time', [50], null, 50],
      ['at the earliest raised time', [60, 50, 70], null, 50],
      ['at the raised time, if the wait is longer', [50], { dueAt: 90 }, 50],
      ['at the end of the wait, if that is sooner', [50], { dueAt: 40 }, 40],
    ])('keeps a row that was raised meanwhile, due %s', async (_name, raised, next, expected) => {
      await store().due.raise('a', 10);
      const claim = await claimed(store(), 'me', 10);
      for (const at of raised) await store().due.raise('a', at);
      expect(await store().due.settle(claim, next)).toBe(true);
      expect(await store().due.nextAt()).toBe(expected);
      const again = await claimed(store(), 'me', expected);
      expect(again.generation).toBe(claim.generation + raised.length);
      expect(await store().due.settle(again, null)).toBe(true);
      expect(await store().due.nextAt()).toBeNull();
    });

    it('forgets what was raised before the claim: that turn has seen it', async () => {
      await store().due.raise('a', 10);
      await claimed(store(), 'dead', 10, 100);
      await store().due.raise('a', 5_000);
      const claim = await claimed(store(), 'me', 110);
      expect(await store().due.settle(claim, { dueAt: 9_000 })).toBe(true);
      expect(await store().due.nextAt()).toBe(9_000);
      expect(await store().due.settle(await claimed(store(), 'me', 9_000), null)).toBe(true);
      expect(await store().due.nextAt()).toBeNull();
    });

    it('loses no wake-up, whoever comes first', async () => {
      for (let round = 0; round < 20; round += 1) {
        await store().due.raise('a', 10);
        const claim = await claimed(store(), 'me', 10);
        await Promise.all(
          round % 2 === 0
            ? [store().due.raise('a', 20), store().due.settle(claim, null)]
            : [store().due.settle(claim, null), store().due.raise('a', 20)],
        );
        expect(await store().due.settle(await claimed(store(), 'me', 20), null)).toBe(true);
      }
    });
  });

  describe('setting back', () => {
    const failed = { dueAt: 70, reason: 'a defect of ours' };

    it('counts what failed since a turn succeeded, also over a restart', async () => {
      await store().due.raise('a', 10);
      const first = await claimed(store(), 'me', 10);
      expect(first.failures).toBe(0);
      expect(await store().due.setBack(first, failed)).toBe(true);
      expect(await store().due.nextAt()).toBe(70);
      await reopen();
      const second = await claimed(store(), 'you', 70);
      expect(second.failures).toBe(1);
      await store().due.setBack(second, { ...failed, dueAt: 80 });
      const third = await claimed(store(), 'you', 80);
      expect(third.failures).toBe(2);
      await store().due.settle(third, { dueAt: 90 });
      expect((await claimed(store(), 'you', 90)).failures).toBe(0);
    });

    it('keeps the earlier time of a row that was raised meanwhile, and its count', async () => {
      await store().due.raise('a', 10);
      const claim = await claimed(store(), 'me', 10);
      await store().due.raise('a', 20);
      await store().due.setBack(claim, failed);
      expect((await claimed(store(), 'me', 20)).failures).toBe(1);
    });

    it('is refused to whoever lost the lease', async () => {
      await store().due.raise('a', 10);
      const lost = await claimed(store(), 'me', 10, 100);
      const held = await claimed(store(), 'you', 110, 100);
      expect(await store().due.setBack(lost, failed)).toBe(false);
      expect(await store().due.holds(held, 111)).toBe(true);
    });
  });

  describe('nextAt', () => {
    it('is the end of the lease where the row is held: there the next one could take over', async () => {
      expect(await store().due.nextAt()).toBeNull();
      await store().due.raise('a', 10);
      await claimed(store(), 'me', 10, 100);
      expect(await store().due.nextAt()).toBe(110);
      await store().due.raise('b', 60);
      expect(await store().due.nextAt()).toBe(60);
    });

    it("stays at the time of a dead one's row, though it was raised for later", async () => {
      await store().due.raise('a', 10);
      await claimed(store(), 'dead', 10, 100);
      await store().due.raise('a', 5_000);
      expect(await store().due.nextAt()).toBe(110);
      expect(await claimed(store(), 'me', 110)).toMatchObject({ key: 'a' });
    });
  });

  it('tells the process of rows that were raised, until it stops listening', async () => {
    let heard = 0;
    const stop = store().due.onRaise(() => (heard += 1));
    await store().due.raise('a', 10);
    expect(heard).toBe(1);
    stop();
    await store().due.raise('a', 10);
    expect(heard).toBe(1);
  });
}
