import type { KeyObject } from 'node:crypto';
import type { ActDeps } from '../acts/act.ts';
import { formatCheckpoint, originOf, signCheckpoint } from '../record/checkpoint.ts';
import { formatTrailer } from '../record/trailer.ts';
import type { Store } from '../store/port.ts';

/** Signs what a repository's log says now, and keeps the signature beside the log. */
export function createSeal(store: Pick<Store, 'entries' | 'checkpoints'>, key: KeyObject): ActDeps['seal'] {
  return async (repo) => {
    const checkpoint = signCheckpoint(originOf(repo), await store.entries.head(repo), key);
    await store.checkpoints.save(repo, checkpoint.size, formatCheckpoint(checkpoint));
    const root = Buffer.from(checkpoint.root).toString('base64');
    return { size: checkpoint.size, root, trailer: formatTrailer(checkpoint) };
  };
}
