import type { KeyObject } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { checkCheckpoint, formatCheckpoint, originOf } from '../../record/checkpoint.ts';
import { parseCheckpoint, signCheckpoint } from '../../record/checkpoint.ts';
import { formatLine } from '../../record/export-line.ts';
import { appendLeaf, emptyFrontier, type Frontier } from '../../record/merkle.ts';
import { formatVerifierKey, noteKeyOf } from '../../record/signed-note.ts';
import { linesOf, verifyExport, type Verification } from '../../record/verify-export.ts';
import type { StoreReader } from '../../store/port.ts';
import { publishedLandings, type History } from '../../task/published-landings.ts';
import { replay } from '../../task/replay-entries.ts';

/** What a record is held against beside itself: a key that the reader trusts, the repository's own history. */
export type Beside = { readonly key: string | null; readonly history: History | null };

export const nothingBeside: Beside = { key: null, history: null };

/** The key that people check a repository's record with, as `record.pub` holds it. */
export function recordPub(repo: string, key: KeyObject): string {
  return `${formatVerifierKey(noteKeyOf(originOf(repo), key))}\n`;
}

/** Checks the log as it stands in the store; entries past the last checkpoint are counted, not refused. */
export async function verifyStored(
  store: Pick<StoreReader, 'entries' | 'checkpoints'>,
  repo: string,
  key: KeyObject,
  beside: Beside = nothingBeside,
): Promise<Verification> {
  const lines: Uint8Array[] = [];
  // The checkpoint first: the log may grow meanwhile, and then it only goes on behind the checkpoint.
  const checkpoint = await store.checkpoints.latest(repo);
  for await (const { entry } of store.entries.log(repo)) lines.push(Buffer.from(formatLine(entry), 'utf8'));
  return verifyExport({
    lines,
    publicKey: beside.key ?? recordPub(repo, key),
    checkpoint: checkpoint?.note ?? null,
    past: 'counted',
    replay,
    published: beside.history && publishedLandings(beside.history),
  });
}

type Written =
  | { readonly kind: 'written'; readonly entries: number; readonly root: string }
  /** A file stands there that no export of this record has left. */
  | { readonly kind: 'occupied'; readonly message: string };

/**
 * Writes the log with its key and a checkpoint of exactly what is written beside it. A log that does not fit its
 * last checkpoint is not exported: a fresh signature would make a rewritten one look sound.
 */
export async function writeRecord(
  store: Pick<StoreReader, 'entries' | 'checkpoints'>,
  repo: string,
  key: KeyObject,
  file: string,
): Promise<Verification | Written> {
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
  const log = lines.join('');
  const foreign = foreignAt(file, { log, pub: recordPub(repo, key), repo, key });
  if (foreign !== null)
    return { kind: 'occupied', message: `${foreign} is not of the record of ${repo}: name another place` };
  const { pub, note } = neighbours(file);
  writeFileSync(file, log);
  writeFileSync(pub, recordPub(repo, key));
  writeFileSync(note, formatCheckpoint(checkpoint));
  return { kind: 'written', entries: lines.length, root: Buffer.from(checkpoint.root).toString('base64') };
}

/** Checks an export with what stands beside it. Throws where the file itself cannot be read. */
export function verifyFile(file: string, beside: Beside = nothingBeside): Verification {
  return verifyExport({
    lines: linesOf(readFileSync(file)),
    publicKey: beside.key ?? keyBeside(file),
    checkpoint: textOf(neighbours(file).note),
    past: 'refused',
    replay,
    published: beside.history && publishedLandings(beside.history),
  });
}

/** The key that was left beside an export; null: none was. */
export function keyBeside(file: string): string | null {
  return textOf(neighbours(file).pub);
}

/** The files of an export are named by its log, so that two records in one directory keep apart. */
export function neighbours(file: string): { pub: string; note: string; artefacts: string } {
  const stem = file.replace(/\.jsonl$/, '');
  return { pub: `${stem}.pub`, note: `${stem}.checkpoint`, artefacts: `${stem}.artefacts` };
}

type Own = { readonly log: string; readonly pub: string; readonly repo: string; readonly key: KeyObject };

/** The first file there that is not an earlier export of the same record; null: there is none, or nothing at all. */
function foreignAt(file: string, { log, pub, repo, key }: Own): string | null {
  const beside = neighbours(file);
  if (existsSync(file) && !log.startsWith(readFileSync(file, 'utf8'))) return file;
  if (existsSync(beside.pub) && textOf(beside.pub) !== pub) return beside.pub;
  if (!existsSync(beside.note)) return null;
  const note = parseCheckpoint(textOf(beside.note) ?? '');
  const isOwn = note && checkCheckpoint(note, noteKeyOf(originOf(repo), key)) === 'good';
  return isOwn ? null : beside.note;
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return null;
  }
}
