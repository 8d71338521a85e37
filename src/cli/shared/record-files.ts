import type { KeyObject } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { formatCheckpoint, originOf, signCheckpoint } from '../../record/checkpoint.ts';
import { formatLine } from '../../record/export-line.ts';
import { appendLeaf, emptyFrontier, type Frontier } from '../../record/merkle.ts';
import { formatVerifierKey, noteKeyOf } from '../../record/signed-note.ts';
import { linesOf, verifyExport, type Verification } from '../../record/verify-export.ts';
import type { StoreReader } from '../../store/port.ts';
import { replay } from '../../task/replay-entries.ts';

/** The key that people check a repository's record with, as `record.pub` holds it. */
export function recordPub(repo: string, key: KeyObject): string {
  return `${formatVerifierKey(noteKeyOf(originOf(repo), key))}\n`;
}

/** Checks the log as it stands in the store; entries past the last checkpoint are counted, not refused. */
export async function verifyStored(
  store: Pick<StoreReader, 'entries' | 'checkpoints'>,
  repo: string,
  key: KeyObject,
): Promise<Verification> {
  const lines: Uint8Array[] = [];
  // The checkpoint first: the log may grow meanwhile, and then it only goes on behind the checkpoint.
  const checkpoint = await store.checkpoints.latest(repo);
  for await (const { entry } of store.entries.log(repo)) lines.push(Buffer.from(formatLine(entry), 'utf8'));
  return verifyExport({
    lines,
    publicKey: recordPub(repo, key),
    checkpoint: checkpoint?.note ?? null,
    past: 'counted',
    replay: replay,
  });
}

/**
 * Writes the log with its key and a checkpoint of exactly what is written beside it. A log that does not fit its
 * last checkpoint is not exported: a fresh signature would make a rewritten one look sound.
 */
export async function writeRecord(
  store: Pick<StoreReader, 'entries' | 'checkpoints'>,
  repo: string,
  key: KeyObject,
  file: string,
): Promise<Verification | { readonly kind: 'written'; readonly entries: number; readonly root: string }> {
  const checked = await verifyStored(store, repo, key);
  if (checked.kind !== 'holds' && !(checked.kind === 'unverifiable' && checked.reason === 'no-checkpoint'))
    return checked;
  const lines: string[] = [];
  let frontier: Frontier = emptyFrontier;
  for await (const { entry, leaf } of store.entries.log(repo)) {
    lines.push(formatLine(entry));
    frontier = appendLeaf(frontier, Buffer.from(leaf, 'hex'));
  }
  const checkpoint = signCheckpoint(originOf(repo), frontier, key);
  const { pub, note } = neighbours(file);
  writeFileSync(file, lines.join(''));
  writeFileSync(pub, recordPub(repo, key));
  writeFileSync(note, formatCheckpoint(checkpoint));
  return { kind: 'written', entries: lines.length, root: Buffer.from(checkpoint.root).toString('base64') };
}

/** Checks an export with what stands beside it. Throws where the file itself cannot be read. */
export function verifyFile(file: string): Verification {
  const { pub, note } = neighbours(file);
  return verifyExport({
    lines: linesOf(readFileSync(file)),
    publicKey: textOf(pub),
    checkpoint: textOf(note),
    past: 'refused',
    replay: replay,
  });
}

function neighbours(file: string): { pub: string; note: string } {
  const dir = dirname(file);
  return { pub: join(dir, 'record.pub'), note: join(dir, 'record.checkpoint') };
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
