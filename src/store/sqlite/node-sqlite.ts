import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { SqliteDatabase, SqliteStatement } from 'kysely';

// Texts of statements vary with the rows of a batch: without a limit the cache would only grow.
const cachedStatements = 500;

/** `node:sqlite` in the shape that kysely's SQLite driver asks for. */
export function facadeOf(database: DatabaseSync): SqliteDatabase {
  const cache = new Map<string, SqliteStatement>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = cache.get(sql);
      if (known !== undefined) return known;
      if (cache.size >= cachedStatements) cache.clear();
      // A deferred transaction that reads first and then writes fails at once beside another writer, time-out or not.
      const statement = wrap(database.prepare(sql === 'begin' ? 'begin immediate' : sql));
      cache.set(sql, statement);
      return statement;
    },
  };
}

function wrap(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...checked(parameters)),
    run: (parameters) => statement.run(...checked(parameters)),
    iterate: (parameters) => statement.iterate(...checked(parameters)),
  };
}

/**
 * Lets through what both databases keep as it is. An object in the first place would be taken for named parameters,
 * and every value after it would silently become NULL.
 */
function checked(parameters: readonly unknown[]): SQLInputValue[] {
  return parameters.map((value, at) => {
    if (value === null || value instanceof Uint8Array) return value;
    if (typeof value === 'number' && Number.isFinite(value)) return value;
    if (typeof value === 'string') {
      if (!value.isWellFormed()) throw new TypeError(`parameter ${at} holds a lone surrogate`);
      if (value.includes('\0')) throw new TypeError(`parameter ${at} holds a NUL character`);
      return value;
    }
    const kind = typeof value === 'object' ? (value.constructor?.name ?? 'object') : typeof value;
    throw new TypeError(
      `parameter ${at} is ${typeof value === 'number' ? value : kind}, which a column cannot hold`,
    );
  });
}
