import { sql, type Kysely } from 'kysely';
import { Migrator, type Migration } from 'kysely/migration';
import type { Ddl } from './migrations/ddl.ts';
import type { MigrationList } from './migrations/migration-list.ts';

export type Migrated =
  | { readonly kind: 'migrated'; readonly run: readonly string[] }
  /** The data was written by a newer release: it has migrations that we do not know. */
  | { readonly kind: 'newer'; readonly unknown: readonly string[] };

/** Brings the database to the last migration, all in one transaction: a failure leaves nothing behind, and throws. */
export async function migrate<T>(db: Kysely<T>, list: MigrationList, ddl: Ddl): Promise<Migrated> {
  const unknown = await unknownMigrations(db, list);
  if (unknown.length > 0) return { kind: 'newer', unknown };
  const { error, results = [] } = await migratorFor(db, list, ddl).migrateToLatest();
  if (error !== undefined) throw new Error('the database could not be migrated', { cause: error });
  return { kind: 'migrated', run: results.map(({ migrationName }) => migrationName) };
}

/** Does the database stand exactly where this release would bring it? Writes nothing. */
export async function standsAtLatest<T>(db: Kysely<T>, list: MigrationList, ddl: Ddl): Promise<boolean> {
  if ((await unknownMigrations(db, list)).length > 0) return false;
  const known = await migratorFor(db, list, ddl).getMigrations();
  return known.every(({ executedAt }) => executedAt !== undefined);
}

async function unknownMigrations<T>(db: Kysely<T>, list: MigrationList): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some(({ name }) => name === 'kysely_migration')) return [];
  const { rows } = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(db);
  const known = new Set(list.map(([name]) => name));
  return rows.map(({ name }) => name).filter((name) => !known.has(name));
}

function migratorFor<T>(db: Kysely<T>, list: MigrationList, ddl: Ddl): Migrator {
  const migrations = Object.fromEntries(
    list.map(([name, statements]): [string, Migration] => [
      name,
      {
        async up(trx) {
          for (const statement of statements(ddl)) await sql.raw(statement).execute(trx);
        },
      },
    ]),
  );
  return new Migrator({ db, provider: { getMigrations: () => Promise.resolve(migrations) } });
}
