import type { Control } from '../controls.ts';

/** Due rows: what is counted, shared and asked for. */
export const dueControls: readonly Control[] = [
  {
    name: 'a turn that failed is not counted in its row',
    file: 'src/store/sql/due.ts',
    from: '    failures: sql`failures + 1`,\n',
    to: '',
    test: 'test/engine/worker.test.ts',
    goesRed: 'the worker counts failures in the row: another worker does not begin at nought',
  },
  {
    name: 'a server that starts does not ask for what it missed',
    file: 'src/engine/worker.ts',
    from: "await store.due.raise(formatDueKey({ kind: 'sweep' }), now());",
    to: 'await store.due.nextAt();',
    test: 'test/engine/worker.test.ts',
    goesRed: 'the worker sweeps once it starts: what no delivery told of becomes a task',
  },
  {
    name: 'a sweep comes again although GitHub asked to be left alone',
    file: 'src/engine/sweep.ts',
    from: 'Math.max(now() + everyMs, ...limits)',
    to: 'now() + everyMs',
    test: 'test/engine/sweep.test.ts',
    goesRed: 'a sweep comes again no earlier than GitHub allows',
  },
  {
    name: 'a delivery is answered before it is on the disk',
    file: 'src/store/sql/inbox.ts',
    from: 'await db.transaction().execute((trx) => receiveAll(trx, deliveries))',
    to: 'await lazy.transaction().execute((trx) => receiveAll(trx, deliveries))',
    test: 'test/store/sqlite/durability.test.ts',
    goesRed: 'what the store promises to be on the disk a delivery that is answered',
  },
  {
    name: 'after a write that may be lost all others may be, too',
    file: 'src/store/sqlite/sqlite-dialect.ts',
    from: "database.exec('pragma synchronous = full');",
    to: "database.exec('pragma synchronous');",
    test: 'test/store/sqlite/durability.test.ts',
    goesRed: 'the two ways to the database wait for the disk, or not, whoever else is under way',
  },
  {
    name: 'a turn at the connection is lost where it cannot be used',
    file: 'src/store/sqlite/sqlite-dialect.ts',
    from: '        await driver.releaseConnection(connection, options);\n        throw error;\n',
    to: '        throw error;\n',
    test: 'test/store/sqlite/durability.test.ts',
    goesRed: 'a way to a database that was closed fails each caller, and keeps none waiting',
  },
  {
    name: 'two transactions share the one connection',
    file: 'src/store/sqlite/turns.ts',
    from: 'if (taken) return',
    to: 'if (taken && waiting.length > 99) return',
    test: 'test/store/sqlite/durability.test.ts',
    goesRed: 'the two ways to the database wait for the disk, or not, whoever else is under way',
  },
];
