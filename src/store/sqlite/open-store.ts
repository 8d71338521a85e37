import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { createArtefacts } from '../sql/artefacts.ts';
import { createBoard } from '../sql/board.ts';
import { createCheckpoints } from '../sql/checkpoints.ts';
import { sqliteDdl, sqliteDialects } from './sqlite-dialect.ts';
import { createDue } from '../sql/due.ts';
import { createEntries } from '../sql/entries.ts';
import { createHints } from '../hints.ts';
import { createInbox } from '../sql/inbox.ts';
import { createLedger } from '../sql/ledger.ts';
import { lockDirectory, type DirectoryLock } from './lock.ts';
import { migrate } from '../migrate.ts';
import { migrationList } from '../migrations/migration-list.ts';
import { databaseFile, openDatabase, type StoreSettings } from './open-database.ts';
import type { Store } from '../port.ts';
import { refusalOf, refused, type StoreRefusal } from '../store-refusal.ts';
import type { Schema } from '../sql/database-schema.ts';

export type OpenedStore = { readonly kind: 'opened'; readonly store: Store } | StoreRefusal;

/**
 * Opens the SQLite store of a data directory for the one server that may write to it, and brings it up to date.
 * A directory that is in use or cannot be used is a value with a sentence for the person who started the server.
 */
export async function openStore(options: {
  readonly dir: string;
  readonly now: () => Date;
  readonly settings?: Partial<StoreSettings>;
}): Promise<OpenedStore> {
  const { dir, now } = options;
  let lock: DirectoryLock | null = null;
  let database: DatabaseSync | null = null;
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    lock = lockDirectory(dir);
    if (lock === null) return refused('in-use', `another Cadence server is using ${dir}`);
    database = openDatabase(join(dir, databaseFile), options.settings ?? {});
    const { durable, lazy } = sqliteDialects(database);
    const db = new Kysely<Schema>({ dialect: durable });
    const migrated = await migrate(db, migrationList, sqliteDdl);
    if (migrated.kind === 'newer') {
      database.close();
      lock.release();
      return refused(
        'other-release',
        `${dir} was written by a newer release of Cadence (${migrated.unknown.join(', ')})`,
      );
    }
    return {
      kind: 'opened',
      store: assemble({ db, lazy: new Kysely<Schema>({ dialect: lazy }) }, lock, now),
    };
  } catch (error) {
    if (database?.isOpen === true) database.close();
    lock?.release();
    return refusalOf(error, dir);
  }
}

type Ways = { readonly db: Kysely<Schema>; readonly lazy: Kysely<Schema> };

function assemble({ db, lazy }: Ways, lock: DirectoryLock, now: () => Date): Store {
  const hints = createHints();
  const { inbox, idle } = createInbox({ db, lazy }, hints);
  return {
    inbox,
    due: createDue(lazy, hints),
    entries: createEntries(db),
    checkpoints: createCheckpoints(db, now),
    artefacts: createArtefacts(db, now),
    board: createBoard(lazy),
    ledger: createLedger(db, now),
    async close() {
      await idle();
      await db.destroy();
      lock.release();
    },
  };
}
