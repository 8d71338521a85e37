import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { SqliteAdapter, SqliteDialect, type Dialect, type Driver } from 'kysely';
import type { Ddl } from '../migrations/ddl.ts';
import { facadeOf } from './node-sqlite.ts';

/** STRICT: a text in an integer column is refused instead of kept. */
export const sqliteDdl: Ddl = {
  text: 'text',
  int: 'integer',
  real: 'real',
  bytes: 'blob',
  tableEnd: 'strict',
};

/** kysely over an open `node:sqlite` database. */
export function sqliteDialect(database: DatabaseSync): Dialect {
  const dialect = new SqliteDialect({ database: facadeOf(database) });
  return {
    createDriver: () => yielding(dialect.createDriver()),
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    // SQLite rolls DDL back like anything else; kysely says no, and a failed migration would leave its tables behind.
    createAdapter: () =>
      Object.defineProperty(new SqliteAdapter(), 'supportsTransactionalDdl', { value: true }),
  };
}

const longestTurnMs = 5;

/**
 * Behind kysely's promises the database is synchronous: one query after the other is one long microtask, in which no
 * socket is read and no timer fires. So the driver steps back once in a while, before it gives the connection away.
 */
function yielding(driver: Driver): Driver {
  const acquire = driver.acquireConnection.bind(driver);
  let steppedBackAt = performance.now();
  driver.acquireConnection = async (options) => {
    if (performance.now() - steppedBackAt > longestTurnMs) {
      await setImmediate();
      steppedBackAt = performance.now();
    }
    return acquire(options);
  };
  return driver;
}
