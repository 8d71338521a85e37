import type { Kysely } from 'kysely';
import type { LogEntry } from '../../record/log-entry.ts';
import { rootOfFrontier } from '../../record/merkle.ts';
import { append } from './append-entries.ts';
import { lockedBy } from './base-lock.ts';
import { parsePeaks, type Schema } from './database-schema.ts';
import { statement } from './statement.ts';
import type { Entries, LogHead } from '../port.ts';

const pageRows = 500;

export function createEntries(db: Kysely<Schema>): Entries {
  return {
    append: (entry, lease, base = null) => db.transaction().execute((trx) => append(trx, entry, lease, base)),
    ...entriesReader(db),
  };
}

/** The part of the log that only reads. */
export function entriesReader(
  db: Kysely<Schema>,
): Pick<Entries, 'ofTask' | 'log' | 'head' | 'repos' | 'lockedBy'> {
  return {
    ofTask: (task) => entriesOfTask(db, task),
    log: (repo) => pages(db, repo),
    head: (repo) => head(db, repo),
    lockedBy: (repo, base) => lockedBy(db, repo, base),
    async repos() {
      // A first append that is refused leaves the row of an empty log.
      const rows = await db.selectFrom('log').select('repo').where('size', '>', 0).orderBy('repo').execute();
      return rows.map(({ repo }) => repo);
    },
  };
}

export async function entriesOfTask(db: Kysely<Schema>, task: string): Promise<LogEntry[]> {
  return (await bodiesOf.rows(db, { task })).map(({ body }) => entryOf(body));
}

const bodiesOf = statement((db, { task }: { readonly task: string }) =>
  db.selectFrom('entry').select('body').where('task', '=', task).orderBy('version'),
);

/** By pages, not by a cursor: an open cursor would keep every writer of this connection waiting. */
async function* pages(db: Kysely<Schema>, repo: string): AsyncIterable<{ entry: LogEntry; leaf: string }> {
  for (let next = 0; ; next += pageRows) {
    const rows = await db
      .selectFrom('entry')
      .select(['body', 'leaf'])
      .where('repo', '=', repo)
      .where('idx', '>=', next)
      .where('idx', '<', next + pageRows)
      .orderBy('idx')
      .execute();
    for (const { body, leaf } of rows) yield { entry: entryOf(body), leaf };
    if (rows.length < pageRows) return;
  }
}

async function head(db: Kysely<Schema>, repo: string): Promise<LogHead> {
  const row = await db
    .selectFrom('log')
    .select(['size', 'frontier'])
    .where('repo', '=', repo)
    .executeTakeFirst();
  const frontier = { size: row?.size ?? 0, peaks: parsePeaks(row?.frontier ?? '') };
  return { ...frontier, root: rootOfFrontier(frontier) };
}

/** Our own bytes, written by `append`; whether they are still what was written is for `verify` to say. */
function entryOf(body: string): LogEntry {
  return JSON.parse(body) as LogEntry;
}
