import { describe, expect, it } from 'vitest';
import type { Appended } from '../../../src/store/port.ts';
import type { Subject } from '../contract.ts';
import { claimed, newEntry, repo } from '../samples.ts';

export function baseLockContract({ store, reopen }: Subject): void {
  const append = (
    task: string,
    version: number,
    base: string | null,
    of: { repo?: string } = {},
  ): Promise<Appended> => store().entries.append(newEntry(task, version, of), undefined, base);
  const lockedBy = (base: string): Promise<string | null> => store().entries.lockedBy(repo, base);

  describe('the lock on a base branch', () => {
    it('is taken with an entry, is kept by the next ones that ask for it, and ends with one that does not', async () => {
      expect(await lockedBy('main')).toBeNull();
      await append('a', 1, 'main');
      await append('a', 2, 'main');
      expect(await lockedBy('main')).toBe('a');
      await append('a', 3, null);
      expect(await lockedBy('main')).toBeNull();
    });

    it('keeps every other task of the repository out: its entry is not written', async () => {
      await append('a', 1, 'main');
      expect(await append('b', 1, 'main')).toEqual({ kind: 'locked', by: 'a' });
      expect(await store().entries.ofTask('b')).toEqual([]);
      expect((await store().entries.head(repo)).size).toBe(1);
      await append('a', 2, null);
      expect(await append('b', 1, 'main')).toMatchObject({ kind: 'appended' });
      expect(await lockedBy('main')).toBe('b');
    });

    it('is on one base of one repository, and no entry without a base minds it', async () => {
      await append('a', 1, 'main');
      expect(await append('b', 1, 'dev')).toMatchObject({ kind: 'appended' });
      expect(await append('c', 1, 'main', { repo: 'octo/dog' })).toMatchObject({ kind: 'appended' });
      expect(await append('d', 1, null)).toMatchObject({ kind: 'appended' });
      expect(await lockedBy('main')).toBe('a');
      expect(await lockedBy('dev')).toBe('b');
      expect(await store().entries.lockedBy('octo/dog', 'main')).toBe('c');
    });

    it('goes to one of fifty tasks that ask at once', async () => {
      const all = await Promise.all(Array.from({ length: 50 }, (_, at) => append(`t${at}`, 1, 'main')));
      expect(all.filter(({ kind }) => kind === 'appended')).toHaveLength(1);
      expect(all.filter(({ kind }) => kind === 'locked')).toHaveLength(49);
      expect((await store().entries.head(repo)).size).toBe(1);
    });

    it('is neither taken nor ended by an entry that is not written', async () => {
      await append('a', 1, null);
      expect(await append('a', 1, 'main')).toEqual({ kind: 'conflict' });
      expect(await lockedBy('main')).toBeNull();
      await append('a', 2, 'main');
      expect(await append('a', 2, null)).toEqual({ kind: 'conflict' });
      expect(await lockedBy('main')).toBe('a');
      await store().due.raise('b', 10);
      const old = await claimed(store(), 'me', 10, 100);
      await claimed(store(), 'you', 110, 100);
      expect(await store().entries.append(newEntry('a', 3), old, null)).toEqual({ kind: 'fenced' });
      expect(await lockedBy('main')).toBe('a');
    });

    it('outlives the process, until the task itself ends it', async () => {
      await append('a', 1, 'main');
      await reopen();
      expect(await append('b', 1, 'main')).toEqual({ kind: 'locked', by: 'a' });
      expect(await append('a', 2, null)).toMatchObject({ kind: 'appended' });
      expect(await append('b', 1, 'main')).toMatchObject({ kind: 'appended' });
    });
  });
}
