import type { DatabaseSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import { SqliteAdapter, SqliteDialect, type Dialect, type Driver } from 'kysely';
import type { Ddl } from '../migrations/ddl.ts';
import { facadeOf } from './node-sqlite.ts';
import { createTurns } from './turns.ts';

/** STRICT: a text in an integer column is refused instead of kept. */
export const sqliteDdl: Ddl = {
  text: 'text',
  int: 'integer',
  real: 'real',
  bytes: 'blob',
  tableEnd: 'strict',
};

/**
 * kysely over an open `node:sqlite` database, in two ways that share its one connection. What is written `durable` is on
 * the disk when the promise resolves. What is written `lazy` outlives this process, and goes to the disk with the next
 * durable write or a checkpoint: with the power, the last of it may go, in the order in which it came. A flush is most of
 * what a small write costs.
 */
export function sqliteDialects(database: DatabaseSync): {
  readonly durable: Dialect;
  readonly lazy: Dialect;
} {
  const dialect = new SqliteDialect({ database: facadeOf(database) });
  const driver = inTurns(dialect.createDriver());
  const over = (createDriver: () => Driver): Dialect => ({
    createDriver,
    createQueryCompiler: () => dialect.createQueryCompiler(),
    createIntrospector: (db) => dialect.createIntrospector(db),
    // SQLite rolls DDL back like anything else; kysely says no, and a failed migration would leave its tables behind.
    // Turns are taken here: kysely's own would be taken in each of the two ways by itself.
    createAdapter: () =>
      Object.defineProperties(new SqliteAdapter(), {
        supportsTransactionalDdl: { value: true },
        supportsMultipleConnections: { value: true },
      }),
  });
  return { durable: over(() => driver), lazy: over(() => lazily(driver, database)) };
}

const longestTurnMs = 5;

/**
 * One caller after the other. And behind kysely's promises the database is synchronous: one query after the other is one
 * long microtask, in which no socket is read and no timer fires. So the driver steps back once in a while.
 */
function inTurns(driver: Driver): Driver {
  const turns = createTurns();
  const init = driver.init.bind(driver);
  const acquire = driver.acquireConnection.bind(driver);
  const release = driver.releaseConnection.bind(driver);
  let ready: Promise<void> | null = null;
  let steppedBackAt = performance.now();
  driver.init = (options) => (ready ??= init(options));
  driver.acquireConnection = async (options) => {
    await turns.take();
    if (performance.now() - steppedBackAt > longestTurnMs) {
      await setImmediate();
      steppedBackAt = performance.now();
    }
    try {
      return await acquire(options);
    } catch (error) {
      turns.give();
      throw error;
    }
  };
  driver.releaseConnection = async (connection, options) => {
    turns.give();
    await release(connection, options);
  };
  return driver;
}

/** Not for every write is the disk waited for: https://sqlite.org/pragma.html#pragma_synchronous */
function lazily(driver: Driver, database: DatabaseSync): Driver {
  return {
    init: (options) => driver.init(options),
    async acquireConnection(options) {
      const connection = await driver.acquireConnection(options);
      try {
        database.exec('pragma synchronous = normal');
      } catch (error) {
        // A turn that is not given back would keep everybody waiting.
        await driver.releaseConnection(connection, options);
        throw error;
      }
      return connection;
    },
    async releaseConnection(connection, options) {
      try {
        database.exec('pragma synchronous = full');
      } finally {
        await driver.releaseConnection(connection, options);
      }
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    // The connection is closed once, by the durable way.
    destroy: () => Promise.resolve(),
  };
}
