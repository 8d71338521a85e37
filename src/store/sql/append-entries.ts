import type { Kysely } from 'kysely';
import { addressOf, type Artefact } from '../../record/artefact.ts';
import { canonicalText } from '../../record/canonical-bytes.ts';
import type { LogEntry, NewEntry } from '../../record/log-entry.ts';
import { appendLeaf, leafHash } from '../../record/merkle.ts';
import { lockBase } from './base-lock.ts';
import { ours } from './due.ts';
import { parsePeaks, formatPeaks, type Schema } from './database-schema.ts';
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
  if (lease !== undefined && !(await lockLease(trx, lease))) return { kind: 'fenced' };
  if ((await lastVersion(trx, task)) !== version - 1) return { kind: 'conflict' };
  const by = await lockBase(trx, { repo, task, base });
  if (by !== null) return { kind: 'locked', by };

  const entry = entryAt(log.size, given);
  const body = canonicalText(entry);
  const leaf = leafHash(Buffer.from(body, 'utf8'));
  const grown = appendLeaf({ size: log.size, peaks: parsePeaks(log.frontier) }, leaf);
  await trx
    .insertInto('entry')
    .values({ repo, idx: log.size, task, version, leaf: hex(leaf), body })
    .execute();
  await trx
    .updateTable('log')
    .set({ size: grown.size, frontier: formatPeaks(grown.peaks) })
    .where('repo', '=', repo)
    .execute();
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
  await trx
    .insertInto('log')
    .values({ repo, size: 0, frontier: formatPeaks([]) })
    .onConflict((conflict) => conflict.column('repo').doNothing())
    .execute();
  return trx
    .updateTable('log')
    .set((row) => ({ size: row.ref('size') }))
    .where('repo', '=', repo)
    .returning(['size', 'frontier'])
    .executeTakeFirstOrThrow();
}

/** An update too: a claim by somebody else cannot slip in between this look and our commit. */
async function lockLease(trx: Kysely<Schema>, lease: Lease): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('due')
    .set((row) => ({ fence: row.ref('fence') }))
    .where(ours(lease))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

async function lastVersion(trx: Kysely<Schema>, task: string): Promise<number> {
  const last = await trx
    .selectFrom('entry')
    .select('version')
    .where('task', '=', task)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return last?.version ?? 0;
}

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
