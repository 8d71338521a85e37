import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { beforeEach, describe, expect, it } from 'vitest';
import { facadeOf } from '../../../src/store/sqlite/node-sqlite.ts';

const memory = new DatabaseSync(':memory:');
const facade = facadeOf(memory);
beforeEach(() => {
  memory.exec('drop table if exists kept; create table kept (a any, b any) strict');
});

describe('the facade', () => {
  it('knows which statements have rows to read', () => {
    expect(facade.prepare('select 1').reader).toBe(true);
    expect(facade.prepare('insert into kept values (1, 2) returning a').reader).toBe(true);
    expect(facade.prepare('insert into kept values (1, 2)').reader).toBe(false);
    expect(facade.prepare('begin').reader).toBe(false);
  });

  it('binds texts, numbers, null and bytes in their order', () => {
    const insert = facade.prepare('insert into kept values (?, ?)');
    insert.run(['a', 1.5]);
    insert.run([null, Buffer.from('b')]);
    insert.run([Buffer.from('c'), '']);
    expect(facade.prepare('select a, b from kept').all([])).toMatchObject([
      { a: 'a', b: 1.5 },
      { a: null, b: new Uint8Array(Buffer.from('b')) },
      { a: new Uint8Array(Buffer.from('c')), b: '' },
    ]);
  });

  it.each<[string, unknown]>([
    ['Date', new Date(0)],
    ['Object', { a: 1 }],
    ['object', Object.create(null)],
    ['Array', [1]],
    ['boolean', true],
    ['undefined', undefined],
    ['NaN', Number.NaN],
    ['Infinity', Number.POSITIVE_INFINITY],
    ['bigint', 1n],
    ['NUL', 'a\0b'],
    ['surrogate', '\ud800'],
  ])('refuses %s wherever it stands, and writes nothing', (name, value) => {
    const insert = facade.prepare('insert into kept values (?, ?)');
    expect(() => insert.run([value, 1])).toThrow(name);
    expect(() => insert.run([1, value])).toThrow(name);
    expect(() => facade.prepare('select ?').all([value])).toThrow(name);
    expect(facade.prepare('select count(*) as n from kept').all([])).toMatchObject([{ n: 0 }]);
  });

  it('takes the write lock when a transaction begins', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'cadence-sqlite-'));
    const one = new DatabaseSync(join(dir, 'db'));
    const two = new DatabaseSync(join(dir, 'db'), { timeout: 0 });
    facadeOf(one).prepare('begin').run([]);
    expect(() => two.exec('begin immediate')).toThrow('locked');
    facadeOf(one).prepare('rollback').run([]);
    two.exec('begin immediate');
    for (const database of [one, two]) database.close();
    await rm(dir, { recursive: true });
  });

  it('prepares a text once, and forgets texts when there are too many', () => {
    const first = facade.prepare('select 1');
    expect(facade.prepare('select 1')).toBe(first);
    for (let at = 0; at < 600; at += 1) facade.prepare(`select ${at} as a`);
    expect(facade.prepare('select 1')).not.toBe(first);
  });
});
