import { expect, it } from 'vitest';
import { createLater } from '../../../src/simulator/later.ts';

it('idle waits for follow-ups, and for those that they bring about', async () => {
  const later = createLater();
  const done: string[] = [];
  later.schedule('test merge', 1, () => {
    done.push('first');
    later.schedule('close issues', 1, () => void done.push('second'));
  });
  expect(done).toEqual([]);
  await later.idle();
  expect(done).toEqual(['first', 'second']);
  expect(later.pending()).toBe(0);
});

it('a follow-up that fails is heard of by whoever waits', async () => {
  const later = createLater();
  later.schedule('update branch', 0, () => Promise.reject(new Error('broken')));
  await expect(later.idle()).rejects.toThrow('follow-up "update branch" failed');
});

it('one kind can be kept back while another goes on', async () => {
  const later = createLater();
  const done: string[] = [];
  later.hold('test merge');
  later.schedule('test merge', 0, () => void done.push('merge'));
  later.schedule('close issues', 0, () => void done.push('close'));
  await later.idle();
  expect(done).toEqual(['close']);
  later.release('test merge');
  await later.idle();
  expect(done).toEqual(['close', 'merge']);
});

it('after stop nothing more happens', async () => {
  const later = createLater();
  const done: string[] = [];
  later.schedule('test merge', 60_000, () => void done.push('late'));
  later.stop();
  await later.idle();
  expect(done).toEqual([]);
});
