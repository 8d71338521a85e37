import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { checkCheckpoint, parseCheckpoint } from '../../src/record/checkpoint.ts';
import { noteKeyOf } from '../../src/record/signed-note.ts';
import { createSeal } from '../../src/compose/seal.ts';
import { parseTrailer } from '../../src/record/trailer.ts';
import { appendTask, makeDataDir, repo } from '../cli/data-dir.ts';
import { loadSigningKey } from '../../src/store/signing-key.ts';
import { openStore } from '../../src/store/sqlite/open-store.ts';

describe('the seal of a log', () => {
  it('is a checkpoint of the log as it stands, kept beside it and good as a trailer', async () => {
    const { dir, remove } = await makeDataDir((store) => appendTask(store, 1));
    const opened = await openStore({ dir, now: () => new Date(0) });
    const signing = loadSigningKey(dir);
    if (opened.kind !== 'opened' || signing.kind !== 'key') throw new Error('no store');
    const { store } = opened;
    const sealed = await createSeal(store, signing.key)(repo);
    const head = await store.entries.head(repo);
    expect(sealed).toMatchObject({ size: 3, root: Buffer.from(head.root).toString('base64') });
    const key = noteKeyOf('cadence/octo/cat', createPublicKey(signing.key));
    const kept = await store.checkpoints.latest(repo);
    for (const checkpoint of [
      parseCheckpoint(kept?.note ?? ''),
      parseTrailer(`headline\n\n${sealed.trailer}\n`, repo),
    ]) {
      expect(checkpoint).toMatchObject({ size: 3, origin: 'cadence/octo/cat' });
      expect(checkpoint && checkCheckpoint(checkpoint, key)).toBe('good');
    }
    await store.close();
    remove();
  });
});
