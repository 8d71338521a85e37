import { readRef } from '../../git/ref-store.ts';
import type { Repository } from '../../state/repository.ts';
import type { RefSource } from '../source.ts';

/** A ref by its full name; null if it is gone. */
export async function refNamed(repository: Repository, name: string): Promise<RefSource | null> {
  const oid = await readRef(repository.gitDir, name);
  return oid === null ? null : { repository, name, oid };
}
