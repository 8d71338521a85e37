import type { KeyObject } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { formatCheckpoint, originOf, signCheckpoint } from '../../record/checkpoint.ts';
import { formatLine } from '../../record/export-line.ts';
import type { LogEntry } from '../../record/log-entry.ts';
import { formatVerifierKey, noteKeyOf } from '../../record/signed-note.ts';
import { verifyExport, type Verification } from '../../record/verify-export.ts';
import type { Store } from '../../store/port.ts';
import { replayPhases } from './replay-phases.ts';

export type ExportedRecord = {
  readonly lines: string;
  readonly publicKey: string;
  readonly checkpoint: string;
  readonly verification: Verification;
  readonly entries: number;
  /** base64, as in the checkpoint and in the trailer of the merge. */
  readonly root: string;
};

/** The log of a repository as an auditor gets it, sealed at its end, and verified from those very bytes. */
export async function exportRecord(
  store: Pick<Store, 'entries'>,
  repo: string,
  key: KeyObject,
): Promise<ExportedRecord> {
  const entries: LogEntry[] = [];
  for await (const { entry } of store.entries.log(repo)) entries.push(entry);
  const head = await store.entries.head(repo);
  const origin = originOf(repo);
  const checkpoint = formatCheckpoint(signCheckpoint(origin, head, key));
  const publicKey = `${formatVerifierKey(noteKeyOf(origin, key))}\n`;
  const lines = entries.map(formatLine);
  const verification = verifyExport({
    lines: lines.map((line) => Buffer.from(line, 'utf8')),
    publicKey,
    checkpoint,
    past: 'refused',
    replay: replayPhases,
  });
  const root = Buffer.from(head.root).toString('base64');
  return { lines: lines.join(''), publicKey, checkpoint, verification, entries: entries.length, root };
}

export async function keepRecord(record: ExportedRecord, dir: string): Promise<void> {
  await mkdir(dir, { recursive: true });
  await Promise.all([
    writeFile(join(dir, 'record.jsonl'), record.lines),
    writeFile(join(dir, 'record.pub'), record.publicKey),
    writeFile(join(dir, 'record.checkpoint'), record.checkpoint),
  ]);
}
