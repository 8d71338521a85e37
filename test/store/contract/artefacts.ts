import { describe, expect, it } from 'vitest';
import { addressOf, newSalt } from '../../../src/record/artefact.ts';
import { leafOf } from '../../../src/record/export-line.ts';
import type { Subject } from '../contract.ts';
import { collect, newEntry, repo } from '../samples.ts';

export function artefactsContract({ store }: Subject): void {
  describe('an artefact', () => {
    const artefact = { salt: newSalt(), bytes: Buffer.from('what a person wrote') };
    const address = addressOf(artefact.salt, artefact.bytes);

    it('can be erased, and the log still holds', async () => {
      await store().entries.append(newEntry('a', 1, { artefacts: [artefact] }));
      expect(await store().artefacts.erase(address, 'asked by its author')).toBe(true);
      expect(await store().artefacts.read(address)).toBeNull();
      const [line] = await collect(store().entries.log(repo));
      expect(line?.entry.artefacts).toEqual([address]);
      expect(line && Buffer.from(leafOf(line.entry)).toString('hex')).toBe(line?.leaf);
    });

    it('is erased once, and does not come back with a later entry', async () => {
      await store().entries.append(newEntry('a', 1, { artefacts: [artefact] }));
      await store().artefacts.erase(address, 'asked by its author');
      expect(await store().artefacts.erase(address, 'again')).toBe(false);
      await store().entries.append(newEntry('a', 2, { artefacts: [artefact] }));
      expect(await store().artefacts.read(address)).toBeNull();
    });

    it('may stand in two entries', async () => {
      await store().entries.append(newEntry('a', 1, { artefacts: [artefact, artefact] }));
      await store().entries.append(newEntry('a', 2, { artefacts: [artefact] }));
      expect(Buffer.from((await store().artefacts.read(address))?.bytes ?? '')).toEqual(artefact.bytes);
    });

    it('is not there where it never was', async () => {
      expect(await store().artefacts.read(address)).toBeNull();
      expect(await store().artefacts.erase(address, 'nothing')).toBe(false);
    });
  });
}
