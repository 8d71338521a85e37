import { describe, expect, it } from 'vitest';
import { createBatch } from '../../../src/store/sqlite/batch.ts';

/** A batch that doubles numbers, refuses any flush that holds `bad`, and remembers the flushes. */
function doubling(maxItems: number, bad = Number.NaN) {
  const flushes: number[][] = [];
  const batch = createBatch<number, number>((items) => {
    flushes.push([...items]);
    if (items.includes(bad)) return Promise.reject(new Error(`${bad} is bad`));
    return Promise.resolve(items.map((item) => item * 2));
  }, maxItems);
  return { ...batch, flushes };
}

describe('a batch', () => {
  it('flushes the calls of one tick together and answers each with its own', async () => {
    const { add, flushes } = doubling(10);
    expect(await Promise.all([add(1), add(2), add(3)])).toEqual([2, 4, 6]);
    expect(flushes).toEqual([[1, 2, 3]]);
  });

  it('flushes at most so many at once, in their order', async () => {
    const { add, flushes } = doubling(2);
    await Promise.all([1, 2, 3, 4, 5].map(add));
    expect(flushes).toEqual([[1, 2], [3, 4], [5]]);
  });

  it('goes on after it was empty', async () => {
    const { add } = doubling(2);
    expect(await add(1)).toBe(2);
    expect(await add(2)).toBe(4);
  });

  it('tries each alone when a flush fails, and rejects only the bad one', async () => {
    const { add, flushes } = doubling(10, 2);
    const settled = await Promise.allSettled([add(1), add(2), add(3)]);
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect(flushes).toEqual([[1, 2, 3], [1], [2], [3]]);
  });

  it('rejects where a flush does not answer every item', async () => {
    const { add } = createBatch<number, number>(() => Promise.resolve([]), 10);
    await expect(add(1)).rejects.toThrow('answers every item');
  });

  it('is idle only once everything is answered', async () => {
    const { add, idle } = doubling(1);
    const answered: number[] = [];
    for (const item of [1, 2]) void add(item).then((answer) => answered.push(answer));
    await idle();
    expect(answered).toEqual([2, 4]);
  });
});
