import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { expect, it } from 'vitest';
import type { Schema } from '../../../src/store/sql/database-schema.ts';
import { statement } from '../../../src/store/sql/statement.ts';
import { sqliteDialects } from '../../../src/store/sqlite/sqlite-dialect.ts';

function openLog(): Kysely<Schema> {
  const database = new DatabaseSync(':memory:');
  database.exec('create table log (repo text primary key, size integer, frontier text) strict');
  return new Kysely<Schema>({ dialect: sqliteDialects(database).durable });
}

it('a statement is built once a database, and run with the values of each call', async () => {
  let built = 0;
  const put = statement((db, { repo, size, frontier }: Schema['log']) => {
    built += 1;
    return db.insertInto('log').values({ repo, frontier, size });
  });
  const larger = statement((db, { size }: { readonly size: number }) =>
    db.selectFrom('log').select('repo').where('size', '>', size).where('frontier', '=', 'f').orderBy('repo'),
  );
  const grow = statement((db, { by }: { readonly by: number }) =>
    db.updateTable('log').set((row) => ({ size: row('size', '+', by) })),
  );
  const [one, two] = [openLog(), openLog()];
  await put.rows(one, { repo: 'a', size: 1, frontier: 'f' });
  await put.rows(one, { repo: 'b', size: 2, frontier: 'f' });
  await one.transaction().execute((trx) => put.rows(trx, { repo: 'c', size: 3, frontier: 'g' }));
  await put.rows(two, { repo: 'd', size: 9, frontier: 'f' });
  expect(built).toBe(2);
  expect(await larger.rows(one, { size: 0 })).toEqual([{ repo: 'a' }, { repo: 'b' }]);
  expect(await larger.rows(one, { size: 1 })).toEqual([{ repo: 'b' }]);
  expect(await larger.first(two, { size: 1 })).toEqual({ repo: 'd' });
  expect(await larger.first(two, { size: 9 })).toBeUndefined();
  expect(await grow.changed(one, { by: 5 })).toBe(3);
  expect(await larger.rows(one, { size: 6 })).toEqual([{ repo: 'b' }]);
});
