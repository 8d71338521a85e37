import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Kysely, sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/store/sqlite/open-database.ts';
import { openStore } from '../../../src/store/sqlite/open-store.ts';
import { sqliteDialects } from '../../../src/store/sqlite/sqlite-dialect.ts';
import type { Store } from '../../../src/store/port.ts';
import { boardRow, delivery, newEntry, repo } from '../samples.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cadence-durable-'));
});
afterEach(() => rm(dir, { recursive: true }));

/** SQLite's own numbers of `pragma synchronous`: with 2 each commit waits for the disk, with 1 a checkpoint does. */
const onDisk = 2;
const lazy = 1;

describe('the two ways to the database', () => {
  it('wait for the disk, or not, whoever else is under way', async () => {
    const database = openDatabase(join(dir, 'a.sqlite'), {});
    const dialects = sqliteDialects(database);
    const durable = new Kysely<unknown>({ dialect: dialects.durable });
    const lazily = new Kysely<unknown>({ dialect: dialects.lazy });
    const seen = await Promise.all([durable, lazily, durable, lazily, lazily, durable].map(mode));
    expect(seen).toEqual([onDisk, lazy, onDisk, lazy, lazy, onDisk]);
    await expect(lazily.transaction().execute(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await mode(durable)).toBe(onDisk);
    await lazily.destroy();
    expect(await mode(durable)).toBe(onDisk);
    await durable.destroy();
  });
});

it('a way to a database that was closed fails each caller, and keeps none waiting', async () => {
  const database = openDatabase(join(dir, 'b.sqlite'), {});
  const lazily = new Kysely<unknown>({ dialect: sqliteDialects(database).lazy });
  await mode(lazily);
  database.close();
  const calls = await Promise.allSettled([mode(lazily), mode(lazily)]);
  expect(calls.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});

describe('what the store promises to be on the disk', () => {
  const amount = { tokens: 1, usd: 0 };
  const limits = { tokensPerTask: null, tokensPerDay: null, usdPerTask: null, usdPerDay: null };
  it.each<[string, (store: Store) => Promise<unknown>]>([
    ['a delivery that is answered', (store) => store.inbox.receive(delivery('d'))],
    ['an entry', (store) => store.entries.append(newEntry('t', 1))],
    ['a checkpoint', (store) => store.checkpoints.save(repo, 1, 'note')],
    ['money that is reserved', (store) => store.ledger.reserve({ repo, task: 't', amount, limits })],
    ['an artefact that is erased', (store) => store.artefacts.erase('a'.repeat(64), 'asked for')],
  ])('%s', async (_title, write) => {
    expect(await modesOf(write)).toEqual([onDisk]);
  });

  it.each<[string, (store: Store) => Promise<unknown>]>([
    ['a row that is due', (store) => store.due.raise('issue:octo/cat#1', 1)],
    ['the board', (store) => store.board.put(boardRow('t'))],
    ['what was read', (store) => store.inbox.processed('d', 1)],
  ])('and what is made again from it is not waited for: %s', async (_title, write) => {
    expect(await modesOf(write)).toEqual([lazy]);
  });
});

/** The mode within a transaction that takes a while. */
function mode(way: Kysely<unknown>): Promise<unknown> {
  return way.transaction().execute(async (trx) => {
    await new Promise((resolve) => setImmediate(resolve));
    return (await sql<{ synchronous: number }>`pragma synchronous`.execute(trx)).rows[0]?.synchronous;
  });
}

/** How the store's writes were committed: the mode at each `commit`, and at each write that is a transaction of its own. */
async function modesOf(write: (store: Store) => Promise<unknown>): Promise<number[]> {
  const watch = watchWrites();
  try {
    const opened = await openStore({ dir, now: () => new Date(1_000) });
    if (opened.kind === 'refused') throw new Error(opened.message);
    watch.modes.length = 0;
    await write(opened.store);
    const modes = [...watch.modes];
    await opened.store.close();
    return modes;
  } finally {
    watch.end();
  }
}

function watchWrites(): { readonly modes: number[]; readonly end: () => void } {
  const { prepare } = DatabaseSync.prototype;
  const { run, all } = StatementSync.prototype;
  const known = new WeakMap<StatementSync, { readonly text: string; readonly database: DatabaseSync }>();
  const modes: number[] = [];
  function note(statement: StatementSync): void {
    const { text = '', database } = known.get(statement) ?? {};
    if (!database || !/^(commit|insert|update|delete)/.test(text)) return;
    if (text !== 'commit' && database.isTransaction) return;
    const [row] = all.call(prepare.call(database, 'pragma synchronous', {}), {});
    modes.push(Number(row?.['synchronous']));
  }
  Object.assign(DatabaseSync.prototype, {
    prepare(this: DatabaseSync, text: string, options = {}) {
      const statement = prepare.call(this, text, options);
      known.set(statement, { text, database: this });
      return statement;
    },
  });
  const watched = (method: unknown) =>
    function (this: StatementSync, ...given: unknown[]): unknown {
      note(this);
      return Reflect.apply(method as () => unknown, this, given);
    };
  Object.assign(StatementSync.prototype, { run: watched(run), all: watched(all) });
  return {
    modes,
    end() {
      Object.assign(DatabaseSync.prototype, { prepare });
      Object.assign(StatementSync.prototype, { run, all });
    },
  };
}
