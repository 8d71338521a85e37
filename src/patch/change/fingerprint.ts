import { createHash } from 'node:crypto';
import type { Change } from './change.ts';

/**
 * SHA-256, hex, of what a change leaves behind: paths, kinds, modes and new bytes. What stood there before is left out,
 * so that the same patch on a moved base is known again.
 */
export function fingerprint(change: Change): string {
  const files = change.map(({ path, kind, after }) => [
    path,
    kind,
    after?.mode ?? null,
    after === null ? null : createHash('sha256').update(after.bytes).digest('hex'),
  ]);
  return createHash('sha256').update(JSON.stringify(files)).digest('hex');
}
