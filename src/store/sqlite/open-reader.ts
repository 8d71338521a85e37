import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { artefactsReader } from '../sql/artefacts.ts';
import { boardReader } from '../sql/board.ts';
import { checkpointsReader } from '../sql/checkpoints.ts';
import { sqliteDdl, sqliteDialects } from './sqlite-dialect.ts';
import { createDue } from '../sql/due.ts';
import { entriesReader } from '../sql/entries.ts';
import { createHints } from '../hints.ts';
import { inboxReader } from '../sql/inbox.ts';
import { standsAtLatest } from '../migrate.ts';
import { migrationList } from '../migrations/migration-list.ts';
import { databaseFile } from './open-database.ts';
import type { StoreReader } from '../port.ts';
import { refusalOf, refused, type StoreRefusal } from '../store-refusal.ts';
import type { Schema } from '../sql/database-schema.ts';

/** Opens a data directory for reading, beside a running server or without one. Never writes, never migrates. */
export async function openReader(options: {
  readonly dir: string;
}): Promise<{ readonly kind: 'opened'; readonly reader: StoreReader } | StoreRefusal> {
  const { dir } = options;
  const path = join(dir, databaseFile);
  if (!existsSync(path)) return refused('missing', `there is no Cadence database in ${dir}`);
  let database: DatabaseSync | null = null;
  try {
    // Long enough to sit out a checkpoint of the server's; a reader has no event loop to keep free.
    database = new DatabaseSync(path, { readOnly: true, timeout: 5_000 });
    const db = new Kysely<Schema>({ dialect: sqliteDialects(database).durable });
    if (!(await standsAtLatest(db, migrationList, sqliteDdl))) {
      database.close();
      return refused(
        'other-release',
        `${dir} belongs to another release of Cadence; start that server's own release`,
      );
    }
    return { kind: 'opened', reader: assemble(db) };
  } catch (error) {
    if (database?.isOpen === true) database.close();
    return refusalOf(error, dir);
  }
}

function assemble(db: Kysely<Schema>): StoreReader {
  const { nextAt } = createDue(db, createHints());
  return {
    inbox: inboxReader(db),
    due: { nextAt },
    entries: entriesReader(db),
    checkpoints: checkpointsReader(db),
    artefacts: artefactsReader(db),
    board: boardReader(db),
    close: () => db.destroy(),
  };
}
