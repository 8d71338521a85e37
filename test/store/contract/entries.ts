import { describe, expect, it } from 'vitest';
import { addressOf, newSalt } from '../../../src/record/artefact.ts';
import { leafOf } from '../../../src/record/export-line.ts';
import type { JsonObject, LogEntry } from '../../../src/record/log-entry.ts';
import { appendLeaf, emptyFrontier, rootOfFrontier } from '../../../src/record/merkle.ts';
import type { Store } from '../../../src/store/port.ts';
import type { NewEntry } from '../../../src/record/log-entry.ts';
import type { Subject } from '../contract.ts';
import { claimed, collect, newEntry, repo } from '../samples.ts';

export function entriesContract({ store, reopen }: Subject): void {
  describe('the log', () => {
    it('gives an entry its index, and reads it back as it is', async () => {
      const artefact = { salt: newSalt(), bytes: Buffer.from('a\0b') };
      const given = newEntry('t', 1, {
        headSha: 'b'.repeat(40),
        data: { a: [1, null, { b: 'é\n' }] },
        artefacts: [artefact],
      });
      const appended = await store().entries.append(given);
      const { repo: _, ...rest } = given;
      const entry = { ...rest, index: 0, artefacts: [addressOf(artefact.salt, artefact.bytes)] };
      expect(appended).toEqual({ kind: 'appended', entry });
      expect(await (await reopen()).entries.ofTask('t')).toEqual([entry]);
      const kept = await store().artefacts.read(entry.artefacts[0] ?? '');
      expect(Buffer.from(kept?.bytes ?? '').toString()).toBe('a\0b');
      expect(Buffer.from(kept?.salt ?? '')).toEqual(Buffer.from(artefact.salt));
    });

    it('has the leaves and the root that its entries have', async () => {
      for (const [task, version] of [
        ['a', 1],
        ['b', 1],
        ['a', 2],
        ['a', 3],
        ['b', 2],
      ] as const) {
        await store().entries.append(newEntry(task, version));
      }
      const lines = await logOf(store(), repo);
      expect(lines.map(({ entry }) => entry.index)).toEqual([0, 1, 2, 3, 4]);
      expect(lines.map(({ leaf }) => leaf)).toEqual(lines.map(({ entry }) => hex(leafOf(entry))));
      await expectHead(
        store(),
        repo,
        lines.map(({ entry }) => entry),
      );
      expect((await store().entries.ofTask('a')).map(({ version }) => version)).toEqual([1, 2, 3]);
    });

    it('is one for each repository', async () => {
      await store().entries.append(newEntry('a', 1));
      await store().entries.append(newEntry('b', 1, { repo: 'octo/dog' }));
      expect((await store().entries.ofTask('b')).map(({ index }) => index)).toEqual([0]);
      expect(await logOf(store(), 'octo/dog')).toHaveLength(1);
      expect(await store().entries.repos()).toEqual(['octo/cat', 'octo/dog']);
    });

    it('has the head of the empty tree before its first entry', async () => {
      expect(await store().entries.head(repo)).toMatchObject({ size: 0, peaks: [] });
      await expectHead(store(), repo, []);
      expect(await store().entries.repos()).toEqual([]);
    });

    it('is read whole where it is longer than a page', async () => {
      for (let version = 1; version <= 501; version += 1)
        await store().entries.append(newEntry('a', version));
      const indices = (await logOf(store(), repo)).map(({ entry }) => entry.index);
      expect(indices).toEqual(Array.from({ length: 501 }, (_, at) => at));
    });
  });

  describe('appending', () => {
    it.each([
      ['a version that is taken', 1],
      ['a version that leaves a gap', 3],
      ['version 0', 0],
    ])('refuses %s and writes nothing', async (_name, version) => {
      await store().entries.append(newEntry('a', 1));
      const artefact = { salt: newSalt(), bytes: Buffer.from('never') };
      const appended = await store().entries.append(
        newEntry('a', version, { actor: 'late', artefacts: [artefact] }),
      );
      expect(appended).toEqual({ kind: 'conflict' });
      expect(await logOf(store(), repo)).toHaveLength(1);
      expect((await store().entries.head(repo)).size).toBe(1);
      expect(await store().artefacts.read(addressOf(artefact.salt, artefact.bytes))).toBeNull();
    });

    it('lets one of fifty writers of the same version through', async () => {
      const tries = Array.from({ length: 50 }, (_, at) =>
        store().entries.append(newEntry('a', 1, { data: { at } })),
      );
      const kinds = (await Promise.all(tries)).map(({ kind }) => kind);
      expect(kinds.filter((kind) => kind === 'appended')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'conflict')).toHaveLength(49);
    });

    it('puts fifty writers of fifty tasks into one log without a gap', async () => {
      const all = Array.from({ length: 50 }, (_, at) => store().entries.append(newEntry(`t${at}`, 1)));
      await Promise.all(all);
      const entries = (await logOf(store(), repo)).map(({ entry }) => entry);
      expect(entries.map(({ index }) => index)).toEqual(Array.from({ length: 50 }, (_, at) => at));
      await expectHead(store(), repo, entries);
    });

    it('is open to who holds the lease, late or not, until somebody else has taken the row', async () => {
      await store().due.raise('a', 10);
      const mine = await claimed(store(), 'me', 10, 100);
      expect(await store().entries.append(newEntry('a', 1), mine)).toMatchObject({ kind: 'appended' });
      expect(await store().due.holds(mine, 110)).toBe(false);
      expect(await store().entries.append(newEntry('a', 2), mine)).toMatchObject({ kind: 'appended' });
      const yours = await claimed(store(), 'you', 110, 100);
      expect(await store().entries.append(newEntry('a', 3), mine)).toEqual({ kind: 'fenced' });
      expect(await store().entries.append(newEntry('a', 3), { ...yours, owner: 'me' })).toEqual({
        kind: 'fenced',
      });
      expect(await store().entries.append(newEntry('a', 3), yours)).toMatchObject({ kind: 'appended' });
      await store().due.settle(yours, null);
      expect(await store().entries.append(newEntry('a', 4), yours)).toEqual({ kind: 'fenced' });
      expect(await store().entries.ofTask('a')).toHaveLength(3);
    });

    it('writes no field that an entry does not have', async () => {
      const stray: NewEntry & { secret: string } = { ...newEntry('a', 1), secret: 'x' };
      await store().entries.append(stray);
      expect(JSON.stringify(await store().entries.ofTask('a'))).not.toContain('secret');
    });

    it.each<[string, Partial<NewEntry>]>([
      ['undefined in its data', { data: { a: undefined } as JsonObject }],
      ['a lone surrogate', { actor: '\ud800' }],
      ['a short salt', { artefacts: [{ salt: Buffer.alloc(4), bytes: Buffer.alloc(1) }] }],
    ])('throws on %s, and the log goes on from where it was', async (_name, changed) => {
      await expect(store().entries.append(newEntry('a', 1, changed))).rejects.toThrow(/./);
      expect((await store().entries.head(repo)).size).toBe(0);
      expect(await store().entries.append(newEntry('a', 1))).toMatchObject({ kind: 'appended' });
    });
  });

  describe('checkpoints', () => {
    it('are kept by size; the largest is the latest, and the first note of a size stays', async () => {
      expect(await store().checkpoints.latest(repo)).toBeNull();
      await store().checkpoints.save(repo, 10, 'ten');
      await store().checkpoints.save(repo, 9, 'nine');
      await store().checkpoints.save(repo, 10, 'another ten');
      await store().checkpoints.save('octo/dog', 11, 'a dog');
      expect(await (await reopen()).checkpoints.latest(repo)).toEqual({ size: 10, note: 'ten' });
    });
  });
}

async function logOf(store: Store, of: string): Promise<{ entry: LogEntry; leaf: string }[]> {
  return collect(store.entries.log(of));
}

async function expectHead(store: Store, of: string, entries: readonly LogEntry[]): Promise<void> {
  const frontier = entries.reduce((grown, entry) => appendLeaf(grown, leafOf(entry)), emptyFrontier);
  const head = await store.entries.head(of);
  expect(head.size).toBe(entries.length);
  expect(hex(head.root)).toBe(hex(rootOfFrontier(frontier)));
  expect(hex(rootOfFrontier(head))).toBe(hex(head.root));
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
