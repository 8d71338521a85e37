/**
 * What the commitments of a record open, beside its export: a file an artefact, named by its address, which holds the
 * salt and then the bytes. So `sha256sum` of a file answers its name.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addressOf } from '../../record/artefact.ts';
import type { LogEntry } from '../../record/log-entry.ts';
import type { StoreReader } from '../../store/port.ts';
import { neighbours } from './record-files.ts';

/** `of`: how many the record commits to; the rest were erased. */
export type Opened = { readonly kind: 'opened'; readonly held: number; readonly of: number };
export type OpenedWrong = { readonly kind: 'wrong'; readonly message: string };

export async function writeArtefacts(
  store: Pick<StoreReader, 'entries' | 'artefacts'>,
  repo: string,
  file: string,
): Promise<Opened | OpenedWrong> {
  const { artefacts: dir } = neighbours(file);
  mkdirSync(dir, { recursive: true });
  let held = 0;
  let of = 0;
  for await (const { entry } of store.entries.log(repo))
    for (const address of entry.artefacts) {
      of += 1;
      const kept = await store.artefacts.read(address);
      if (kept === null) continue;
      if (addressOf(kept.salt, kept.bytes) !== address)
        return { kind: 'wrong', message: `what is kept of artefact ${address} is not what was committed to` };
      writeFileSync(join(dir, address), Buffer.concat([kept.salt, kept.bytes]));
      held += 1;
    }
  return { kind: 'opened', held, of };
}

/** Whether what lies beside an export opens its commitments; null: nothing lies there. */
export function checkArtefacts(file: string, entries: readonly LogEntry[]): Opened | OpenedWrong | null {
  const { artefacts: dir } = neighbours(file);
  if (!existsSync(dir)) return null;
  const committed = new Set(entries.flatMap(({ artefacts }) => artefacts));
  const names = readdirSync(dir);
  for (const name of names) {
    if (!committed.has(name)) return { kind: 'wrong', message: `artefact ${name} is in no entry` };
    const digest = createHash('sha256')
      .update(readFileSync(join(dir, name)))
      .digest('hex');
    if (digest !== name) return { kind: 'wrong', message: `artefact ${name} is not what was committed to` };
  }
  return { kind: 'opened', held: names.length, of: committed.size };
}
