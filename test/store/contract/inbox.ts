import { describe, expect, it } from 'vitest';
import type { Subject } from '../contract.ts';
import { claimed, delivery } from '../samples.ts';

export function inboxContract({ store, reopen }: Subject): void {
  describe('the inbox', () => {
    it('keeps a delivery and makes it due', async () => {
      expect(await store().inbox.receive(delivery('a', { action: null }))).toBe('stored');
      const kept = await (await reopen()).inbox.read('a');
      expect(kept).toEqual({
        ...delivery('a', { action: null }),
        processedAt: null,
        failures: 0,
        failure: null,
      });
      expect(await claimed(store(), 'me', 1_000)).toMatchObject({ key: 'inbox:a', dueAt: 1_000 });
    });

    it('takes one id once, when it comes fifty times at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 50 }, () => store().inbox.receive(delivery('a'))),
      );
      expect(answers.filter((answer) => answer === 'stored')).toHaveLength(1);
      expect(answers.filter((answer) => answer === 'again')).toHaveLength(49);
      expect(await store().inbox.recent(100)).toHaveLength(1);
    });

    it('writes what arrives in one tick in one transaction', async () => {
      let commits = 0;
      store().due.onRaise(() => (commits += 1));
      await Promise.all(Array.from({ length: 50 }, (_, at) => store().inbox.receive(delivery(`d${at}`))));
      expect(commits).toBe(1);
      expect(await store().inbox.recent(100)).toHaveLength(50);
    });

    it('answers what it was given before it was closed', async () => {
      const answer = store().inbox.receive(delivery('a'));
      const reopened = await reopen();
      expect(await answer).toBe('stored');
      expect(await reopened.inbox.read('a')).toMatchObject({ id: 'a' });
    });

    it('takes more in one tick than a statement has room for', async () => {
      const many = Array.from({ length: 700 }, (_, at) => store().inbox.receive(delivery(`d${at}`)));
      expect(new Set(await Promise.all(many))).toEqual(new Set(['stored']));
      expect(await store().inbox.recent(1_000)).toHaveLength(700);
    });

    it('raises a delivery again that was seen but not processed, and keeps its first payload', async () => {
      await store().inbox.receive(delivery('a'));
      const claim = await claimed(store(), 'me', 1_000);
      await store().inbox.failed('a', 'timed out');
      await store().due.settle(claim, null);
      expect(await store().due.nextAt()).toBeNull();
      expect(await store().inbox.receive(delivery('a', { payload: '"other"', receivedAt: 2_000 }))).toBe(
        'again',
      );
      expect(await store().due.nextAt()).toBe(2_000);
      expect(await store().inbox.read('a')).toMatchObject({
        payload: '{"id":"a"}',
        failures: 1,
        failure: 'timed out',
      });
    });

    it('raises it also while somebody works on it', async () => {
      await store().inbox.receive(delivery('a'));
      const claim = await claimed(store(), 'me', 1_000);
      await store().inbox.receive(delivery('a'));
      await store().due.settle(claim, null);
      expect(await store().due.nextAt()).toBe(1_000);
    });

    it('answers done to a delivery that was processed, and leaves it alone', async () => {
      await store().inbox.receive(delivery('a'));
      await store().due.settle(await claimed(store(), 'me', 1_000), null);
      await store().inbox.processed('a', 1_500);
      expect(await store().inbox.receive(delivery('a'))).toBe('done');
      expect(await store().due.nextAt()).toBeNull();
      expect(await store().inbox.read('a')).toMatchObject({ processedAt: 1_500 });
    });

    it('lets a delivery that cannot be kept fail alone', async () => {
      const answers = await Promise.allSettled([
        store().inbox.receive(delivery('a')),
        store().inbox.receive(delivery('b', { payload: '\0' })),
        store().inbox.receive(delivery('c')),
      ]);
      expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await store().inbox.recent(9)).map(({ id }) => id)).toEqual(['a', 'c']);
      expect(await claimed(store(), 'me', 1_000)).toMatchObject({ key: 'inbox:a' });
      expect(await claimed(store(), 'me', 1_000)).toMatchObject({ key: 'inbox:c' });
      expect(await store().due.claim('me', 1_000, 100)).toBeNull();
    });

    it('shows the newest first', async () => {
      await store().inbox.receive(delivery('a', { receivedAt: 1 }));
      await store().inbox.receive(delivery('b', { receivedAt: 3 }));
      await store().inbox.receive(delivery('c', { receivedAt: 2 }));
      expect((await store().inbox.recent(2)).map(({ id }) => id)).toEqual(['b', 'c']);
    });

    it('forgets old deliveries, but none that was not processed', async () => {
      for (const id of ['old', 'new', 'open']) await store().inbox.receive(delivery(id));
      await store().inbox.processed('old', 1_999);
      await store().inbox.processed('new', 2_000);
      expect(await store().inbox.prune(2_000)).toBe(1);
      expect((await store().inbox.recent(9)).map(({ id }) => id)).toEqual(['new', 'open']);
    });

    it('knows nothing of a delivery that never came', async () => {
      expect(await store().inbox.read('a')).toBeNull();
    });
  });
}
