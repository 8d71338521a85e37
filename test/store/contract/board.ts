import { describe, expect, it } from 'vitest';
import type { Store } from '../../../src/store/port.ts';
import type { BoardRow } from '../../../src/task/shapes/board-row.ts';
import type { Subject } from '../contract.ts';
import { boardRow, newEntry, repo, view } from '../samples.ts';

export function boardContract({ store, reopen }: Subject): void {
  describe('the board', () => {
    it('keeps a row as it was put', async () => {
      const row = boardRow('a', {
        pull: 8,
        waitEvents: [],
        view: view({ held: 'no-run', costUsd: 0.5 }),
      });
      await store().board.put(row);
      expect(await (await reopen()).board.get('a')).toEqual(row);
      expect(await store().board.get('b')).toBeNull();
    });

    it('takes a newer row, the same version again, and never an older one', async () => {
      await store().board.put(boardRow('a', { version: 5, phase: 'Test' }));
      await store().board.put(boardRow('a', { version: 4, phase: 'Execute', status: 'done' }));
      expect(await store().board.get('a')).toMatchObject({ version: 5, phase: 'Test', status: 'queued' });
      await store().board.put(boardRow('a', { version: 5, phase: 'Test', status: 'held' }));
      expect(await store().board.get('a')).toMatchObject({ status: 'held' });
      await store().board.put(boardRow('a', { version: 6, phase: 'Review', issue: 2, updatedAt: 9 }));
      expect(await store().board.get('a')).toEqual(
        boardRow('a', { version: 6, phase: 'Review', issue: 2, updatedAt: 9 }),
      );
    });

    it('lists by status and repository, the newest change first', async () => {
      await putAll(store(), [
        boardRow('a', { status: 'held', updatedAt: 1 }),
        boardRow('b', { status: 'done', updatedAt: 2 }),
        boardRow('c', { status: 'held', updatedAt: 3, repo: 'octo/dog' }),
        boardRow('d', { status: 'cancelled', updatedAt: 4 }),
        boardRow('e', { status: 'working', updatedAt: 5 }),
      ]);
      expect(tasks(await store().board.list({}))).toEqual(['e', 'd', 'c', 'b', 'a']);
      expect(tasks(await store().board.list({ status: 'held' }))).toEqual(['c', 'a']);
      expect(tasks(await store().board.byRepo(repo))).toEqual(['e', 'a']);
    });

    it('finds the one task of an issue that is not over', async () => {
      await putAll(store(), [
        boardRow('a', { issue: 7, status: 'done' }),
        boardRow('b', { issue: 7, status: 'cancelled' }),
        boardRow('c', { issue: 8 }),
        boardRow('d', { issue: 7, repo: 'octo/dog' }),
      ]);
      expect(await store().board.liveTask(repo, 7)).toBeNull();
      await store().board.put(boardRow('e', { issue: 7, status: 'held' }));
      expect((await store().board.liveTask(repo, 7))?.task).toBe('e');
    });

    it('finds rows by issue and by pull request, ended ones too, and no others', async () => {
      await putAll(store(), [
        boardRow('a', { issue: 7, status: 'done', updatedAt: 1 }),
        boardRow('b', { issue: 7, updatedAt: 2 }),
        boardRow('c', { issue: 8, pull: 9, status: 'working', updatedAt: 3 }),
        boardRow('d', { issue: 9, pull: 7, updatedAt: 4 }),
        boardRow('e', { issue: 7, pull: 9, repo: 'octo/dog', updatedAt: 5 }),
      ]);
      const find = async (issues: number[], pull: number | null): Promise<string[]> =>
        tasks(await store().board.concerning(repo, { issues, pull }));
      expect(await find([7], null)).toEqual(['b', 'a']);
      expect(await find([7], 7)).toEqual(['d', 'b', 'a']);
      expect(await find([], 9)).toEqual(['c']);
      expect(await find([7, 8, 6], null)).toEqual(['c', 'b', 'a']);
      expect(await find([], null)).toEqual([]);
    });

    it('finds the rows that wait for an event by exactly that name, while they live', async () => {
      await putAll(store(), [
        boardRow('a', { waitEvents: ['push.base', 'issues.closed'] }),
        boardRow('b', { waitEvents: ['push.base'], status: 'done' }),
        boardRow('c', { waitEvents: ['pull_request.opened'] }),
        boardRow('d', { waitEvents: ['pull-request.opened', 'push.basement'] }),
        boardRow('e', { waitEvents: ['push.base'], repo: 'octo/dog' }),
      ]);
      expect(tasks(await store().board.waitingFor(repo, 'push.base'))).toEqual(['a']);
      expect(tasks(await store().board.waitingFor(repo, 'pull_request.opened'))).toEqual(['c']);
    });

    it('can be made anew from the entries, and keeps nothing that they do not show', async () => {
      for (const [task, version] of [
        ['a', 1],
        ['a', 2],
        ['b', 1],
        ['c', 1],
      ] as const) {
        await store().entries.append(newEntry(task, version));
      }
      await putAll(store(), [boardRow('a', { version: 9 }), boardRow('gone')]);
      const rows = await store().board.rebuild((entries) => {
        const last = entries.at(-1);
        if (last === undefined || last.task === 'c') return null;
        return boardRow(last.task, { version: last.version, view: view({ requests: entries.length }) });
      });
      expect(rows).toBe(2);
      expect(await store().board.list({})).toEqual([
        boardRow('a', { version: 2, view: view({ requests: 2 }) }),
        boardRow('b', { version: 1, view: view({ requests: 1 }) }),
      ]);
    });

    it('stays as it was if the making fails', async () => {
      await store().entries.append(newEntry('a', 1));
      await store().board.put(boardRow('a'));
      const failing = store().board.rebuild(() => {
        throw new Error('refused by the fold');
      });
      await expect(failing).rejects.toThrow('refused by the fold');
      expect(await store().board.get('a')).toEqual(boardRow('a'));
    });
  });
}

async function putAll(store: Store, rows: readonly BoardRow[]): Promise<void> {
  for (const row of rows) await store.board.put(row);
}

function tasks(rows: readonly BoardRow[]): string[] {
  return rows.map(({ task }) => task);
}
