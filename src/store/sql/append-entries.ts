import type { Kysely } from 'kysely';
import { addressOf, type Artefact } from '../../record/artefact.ts';
import { canonicalText } from '../../record/canonical-bytes.ts';
import type { LogEntry, NewEntry } from '../../record/log-entry.ts';
import { appendLeaf, leafHash } from '../../record/merkle.ts';
import { lockBase } from './base-lock.ts';
import { lockLease, nameOf } from './due.ts';
import { parsePeaks, formatPeaks, type Schema } from './database-schema.ts';
import { statement } from './statement.ts';
import type { Appended } from '../port.ts';
import type { Lease } from '../../task/shapes/lease.ts';

/**
 * Writes one entry inside the caller's transaction. The repository's log row is locked first, by an update, on every
 * database: index, frontier, locks of base branches and the version that was compared all stand still until the commit.
 */
export async function append(
  trx: Kysely<Schema>,
  given: NewEntry,
  lease: Lease | undefined,
  base: string | null,
): Promise<Appended> {
  const { repo, task, version } = given;
  const log = await lockLog(trx, repo);
  if (lease !== undefined && (await lockLease.changed(trx, nameOf(lease))) === 0) return { kind: 'fenced' };
  if (((await lastVersion.first(trx, { task }))?.version ?? 0) !== version - 1) return { kind: 'conflict' };
  const by = await lockBase(trx, { repo, task, base });
  if (by !== null) return { kind: 'locked', by };

  const entry = entryAt(log.size, given);
  const body = canonicalText(entry);
  const leaf = leafHash(Buffer.from(body, 'utf8'));
  const grown = appendLeaf({ size: log.size, peaks: parsePeaks(log.frontier) }, leaf);
  await insertEntry.rows(trx, { repo, idx: log.size, task, version, leaf: hex(leaf), body });
  await growLog.rows(trx, { repo, size: grown.size, frontier: formatPeaks(grown.peaks) });
  for (const artefact of given.artefacts) await keepArtefact(trx, artefact);
  return { kind: 'appended', entry };
}

/** Field by field: anything else that the caller's object holds would make a log that no auditor's schema accepts. */
function entryAt(index: number, given: NewEntry): LogEntry {
  const { task, version, at, actor, phase, kind, headSha, data } = given;
  const artefacts = given.artefacts.map(({ salt, bytes }) => addressOf(salt, bytes));
  const entry = { index, task, version, at, actor, phase, kind, data, artefacts };
  return headSha === undefined ? entry : { ...entry, headSha };
}

/** Lets nobody else write to this repository's log until the transaction ends. */
export async function lockLog(
  trx: Kysely<Schema>,
  repo: string,
): Promise<{ size: number; frontier: string }> {
  await beginLog.rows(trx, { repo });
  const row = await lockRow.first(trx, { repo });
  if (row === undefined) throw new Error(`the log of ${repo} is gone`);
  return row;
}

const beginLog = statement((db, { repo }: { readonly repo: string }) =>
  db
    .insertInto('log')
    .values({ repo, size: 0, frontier: formatPeaks([]) })
    .onConflict((conflict) => conflict.column('repo').doNothing()),
);

const lockRow = statement((db, { repo }: { readonly repo: string }) =>
  db
    .updateTable('log')
    .set((row) => ({ size: row.ref('size') }))
    .where('repo', '=', repo)
    .returning(['size', 'frontier']),
);

const lastVersion = statement((db, { task }: { readonly task: string }) =>
  db.selectFrom('entry').select('version').where('task', '=', task).orderBy('version', 'desc').limit(1),
);

const insertEntry = statement((db, { repo, idx, task, version, leaf, body }: Schema['entry']) =>
  db.insertInto('entry').values({ repo, idx, task, version, leaf, body }),
);

const growLog = statement((db, { repo, size, frontier }: Schema['log']) =>
  db.updateTable('log').set({ size, frontier }).where('repo', '=', repo),
);

async function keepArtefact(trx: Kysely<Schema>, { salt, bytes }: Artefact): Promise<void> {
  const address = addressOf(salt, bytes);
  await trx
    .insertInto('artefact')
    .values({ address, salt: hex(salt), bytes, erased_at: null, erased_because: null })
    .onConflict((conflict) => conflict.column('address').doNothing())
    .execute();
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
