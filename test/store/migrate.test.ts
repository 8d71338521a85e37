import { DatabaseSync } from 'node:sqlite';
import { Kysely } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { sqliteDdl, sqliteDialects } from '../../src/store/sqlite/sqlite-dialect.ts';
import { migrate, standsAtLatest } from '../../src/store/migrate.ts';
import { migrationList, type MigrationList } from '../../src/store/migrations/migration-list.ts';

let database: DatabaseSync;
let db: Kysely<unknown>;
beforeEach(() => {
  database = new DatabaseSync(':memory:');
  db = new Kysely<unknown>({ dialect: sqliteDialects(database).durable });
});
afterEach(() => db.destroy());

const grown: MigrationList = [
  ...migrationList,
  ['9998-note', () => ['alter table board add column note text', "update board set note = 'of ' || task"]],
];
const failing: MigrationList = [
  ...grown,
  ['9999-bad', () => ['create table half_way (a integer) strict', 'insert into nowhere values (1)']],
];

describe('migrate', () => {
  it('makes STRICT tables only, once', async () => {
    expect(await migrate(db, migrationList, sqliteDdl)).toEqual({
      kind: 'migrated',
      run: migrationList.map(([name]) => name),
    });
    expect(await migrate(db, migrationList, sqliteDdl)).toEqual({ kind: 'migrated', run: [] });
    const loose = database
      .prepare("select name from pragma_table_list where schema = 'main' and strict = 0")
      .all()
      .map(({ name }) => name)
      .filter((name) => !/^(sqlite|kysely)_/.test(String(name)));
    expect(loose).toEqual([]);
  });

  it('carries the rows that are there along', async () => {
    await migrate(db, migrationList, sqliteDdl);
    fillBoard();
    expect(await migrate(db, grown, sqliteDdl)).toEqual({ kind: 'migrated', run: ['9998-note'] });
    expect(database.prepare('select task, note from board').all()).toMatchObject([
      { task: 't', note: 'of t' },
    ]);
  });

  it('leaves everything as it was when one of them fails, and can be run again', async () => {
    await migrate(db, migrationList, sqliteDdl);
    fillBoard();
    const before = schema();
    await expect(migrate(db, failing, sqliteDdl)).rejects.toThrow('could not be migrated');
    expect(schema()).toEqual(before);
    expect(await migrate(db, grown, sqliteDdl)).toEqual({ kind: 'migrated', run: ['9998-note'] });
  });

  it('leaves no table behind when the first one fails', async () => {
    const bad: MigrationList = [['0001-bad', () => ['create table half_way (a integer) strict', 'nonsense']]];
    await expect(migrate(db, bad, sqliteDdl)).rejects.toThrow('could not be migrated');
    expect(schema().filter((sql) => sql.includes('half_way'))).toEqual([]);
  });

  it('does not touch what a newer release wrote', async () => {
    await migrate(db, grown, sqliteDdl);
    const before = schema();
    expect(await migrate(db, migrationList, sqliteDdl)).toEqual({ kind: 'newer', unknown: ['9998-note'] });
    expect(schema()).toEqual(before);
  });
});

describe('standsAtLatest', () => {
  it('is true only where every migration was run and no other', async () => {
    expect(await standsAtLatest(db, migrationList, sqliteDdl)).toBe(false);
    await migrate(db, migrationList, sqliteDdl);
    expect(await standsAtLatest(db, migrationList, sqliteDdl)).toBe(true);
    expect(await standsAtLatest(db, grown, sqliteDdl)).toBe(false);
    await migrate(db, grown, sqliteDdl);
    expect(await standsAtLatest(db, migrationList, sqliteDdl)).toBe(false);
  });
});

function fillBoard(): void {
  database.exec(
    "insert into board (task, repo, issue, version, phase, status, updated_at, wait_events, view) values ('t', 'o/r', 1, 1, 'Test', 'working', 5, '[]', '{}')",
  );
}

function schema(): string[] {
  return database
    .prepare('select sql from sqlite_schema order by name')
    .all()
    .map(({ sql }) => String(sql));
}
