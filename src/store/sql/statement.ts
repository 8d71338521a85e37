/**
 * Queries that are asked thousands of times, built and compiled once a database: building one with kysely takes several
 * times as long as SQLite takes to answer it.
 */
import type { Compilable, CompiledQuery, DialectAdapter, Kysely, QueryResult } from 'kysely';
import type { Schema } from './database-schema.ts';

/** What a value is in a compiled query until the query is run. */
class Slot {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

export type Statement<Values, Row> = {
  rows(db: Kysely<Schema>, values: Values): Promise<Row[]>;
  first(db: Kysely<Schema>, values: Values): Promise<Row | undefined>;
  /** How many rows it changed. */
  changed(db: Kysely<Schema>, values: Values): Promise<number>;
};

/** `build` is given slots in place of values, once: the text of the query may not depend on them. */
export function statement<Values extends Readonly<Record<string, unknown>>, Row = never>(
  build: (db: Kysely<Schema>, values: Values) => Compilable<Row>,
): Statement<Values, Row> {
  const compiled = new WeakMap<DialectAdapter, CompiledQuery<Row>>();
  const slots = new Proxy({}, { get: (_, name) => new Slot(String(name)) }) as Values;

  function run(db: Kysely<Schema>, values: Values): Promise<QueryResult<Row>> {
    const { adapter } = db.getExecutor();
    const query = compiled.get(adapter) ?? build(db, slots).compile();
    compiled.set(adapter, query);
    const parameters = query.parameters.map((one) => (one instanceof Slot ? values[one.name] : one));
    return db.executeQuery({ ...query, parameters });
  }
  return {
    rows: async (db, values) => (await run(db, values)).rows,
    first: async (db, values) => (await run(db, values)).rows[0],
    changed: async (db, values) => Number((await run(db, values)).numAffectedRows ?? 0n),
  };
}
