import { sql, type ExpressionBuilder, type Kysely, type RawBuilder } from 'kysely';
import type { Hints } from '../hints.ts';
import type { Due } from '../port.ts';
import type { Claim, Lease } from '../../task/shapes/lease.ts';
import type { Schema } from './database-schema.ts';

export function createDue(db: Kysely<Schema>, hints: Hints): Due {
  return {
    async raise(key, dueAt) {
      await raiseRows(db, [{ key, dueAt }]);
      hints.raised();
    },
    async raised(key) {
      const row = await db.selectFrom('due').select('generation').where('key', '=', key).executeTakeFirst();
      return row?.generation ?? 0;
    },
    claim: (owner, now, leaseMs) => db.transaction().execute((trx) => claim(trx, owner, now, leaseMs)),
    async heartbeat(lease, until) {
      const done = await db
        .updateTable('due')
        .set({ lease_until: until })
        .where(ours(lease))
        .executeTakeFirst();
      return done.numUpdatedRows > 0n;
    },
    settle: (held, next) => settle(db, held, next),
    setBack: (held, failed) => setBack(db, held, failed),
    async holds(lease, now) {
      const row = await db
        .selectFrom('due')
        .select('key')
        .where(ours(lease))
        .where('lease_until', '>', now)
        .executeTakeFirst();
      return row !== undefined;
    },
    nextAt: () => nextAt(db),
    onRaise: hints.onRaise,
  };
}

/** Upserts due rows, each key once. A caller inside a transaction gives the hint after the commit. */
export async function raiseRows(
  db: Kysely<Schema>,
  rows: readonly { readonly key: string; readonly dueAt: number }[],
): Promise<void> {
  const values = rows.map(({ key, dueAt }) => ({ key, due_at: dueAt, generation: 1, fence: 0, failures: 0 }));
  await db
    .insertInto('due')
    .values(values)
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        generation: sql`due.generation + 1`,
        // Only ever earlier, also while somebody holds the row: should he die, it must be found as soon as before.
        due_at: sql`case when excluded.due_at < due.due_at then excluded.due_at else due.due_at end`,
        raised_due_at: sql`case when due.owner is null then null
          when due.raised_due_at is null or excluded.due_at < due.raised_due_at
          then excluded.due_at else due.raised_due_at end`,
      }),
    )
    .execute();
}

async function claim(
  trx: Kysely<Schema>,
  owner: string,
  now: number,
  leaseMs: number,
): Promise<Claim | null> {
  const found = await trx
    .selectFrom('due')
    .select('key')
    .where('due_at', '<=', now)
    .where((or) => or.or([or('owner', 'is', null), or('lease_until', '<=', now)]))
    .orderBy('due_at')
    .orderBy('key')
    .limit(1)
    .executeTakeFirst();
  if (found === undefined) return null;
  // One counter for all rows: a row that is deleted and comes back must not repeat a fence that was given.
  const { value: fence } = await trx
    .updateTable('counter')
    .set({ value: sql`value + 1` })
    .where('name', '=', 'fence')
    .returning('value')
    .executeTakeFirstOrThrow();
  const row = await trx
    .updateTable('due')
    .set({ owner, fence, lease_until: now + leaseMs, raised_due_at: null })
    .where('key', '=', found.key)
    .returning(['key', 'generation', 'due_at', 'failures'])
    .executeTakeFirstOrThrow();
  const { key, generation, due_at: dueAt, failures } = row;
  return { key, owner, fence, generation, dueAt, failures };
}

async function settle(
  db: Kysely<Schema>,
  held: Claim,
  next: { readonly dueAt: number } | null,
): Promise<boolean> {
  if (next === null) {
    const gone = await db
      .deleteFrom('due')
      .where(ours(held))
      .where('generation', '=', held.generation)
      .executeTakeFirst();
    if (gone.numDeletedRows > 0n) return true;
  }
  const kept = await db
    .updateTable('due')
    .set({
      owner: null,
      lease_until: null,
      raised_due_at: null,
      failures: 0,
      failure: null,
      due_at: next === null ? sql`coalesce(raised_due_at, due_at)` : earlierOfRaised(next.dueAt),
    })
    .where(ours(held))
    .executeTakeFirst();
  return kept.numUpdatedRows > 0n;
}

async function setBack(
  db: Kysely<Schema>,
  held: Claim,
  { dueAt, reason }: { readonly dueAt: number; readonly reason: string },
): Promise<boolean> {
  const kept = await db
    .updateTable('due')
    .set({
      owner: null,
      lease_until: null,
      raised_due_at: null,
      due_at: earlierOfRaised(dueAt),
      failures: sql`failures + 1`,
      failure: reason,
    })
    .where(ours(held))
    .executeTakeFirst();
  return kept.numUpdatedRows > 0n;
}

function earlierOfRaised(dueAt: number): RawBuilder<number> {
  return sql`case when raised_due_at is not null and raised_due_at < ${dueAt} then raised_due_at else ${dueAt} end`;
}

async function nextAt(db: Kysely<Schema>): Promise<number | null> {
  const row = await db
    .selectFrom('due')
    .select(
      sql<number | null>`min(case when lease_until is null or lease_until < due_at
        then due_at else lease_until end)`.as('at'),
    )
    .executeTakeFirst();
  return row?.at ?? null;
}

/** Owner and fence must both be ours; a lease that ran out stays ours until somebody else takes the row. */
export function ours({ key, owner, fence }: Lease) {
  return (where: ExpressionBuilder<Schema, 'due'>) => where.and({ key, owner, fence });
}
