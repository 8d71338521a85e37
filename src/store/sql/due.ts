import { sql, type Kysely } from 'kysely';
import type { Hints } from '../hints.ts';
import type { Due } from '../port.ts';
import type { Claim, Lease } from '../../task/shapes/lease.ts';
import type { Schema } from './database-schema.ts';
import { statement } from './statement.ts';

export function createDue(db: Kysely<Schema>, hints: Hints): Due {
  return {
    async raise(key, dueAt) {
      await raiseRows(db, [{ key, dueAt }]);
      hints.raised();
    },
    async raised(key) {
      return (await generationOf.first(db, { key }))?.generation ?? 0;
    },
    claim: (owner, now, leaseMs) => db.transaction().execute((trx) => claim(trx, owner, now, leaseMs)),
    heartbeat: async (lease, until) => (await renewLease.changed(db, { ...nameOf(lease), until })) > 0,
    settle: (held, next) => settle(db, held, next),
    setBack: (held, failed) => setBack(db, held, failed),
    holds: async (lease, now) => (await heldRow.first(db, { ...nameOf(lease), now })) !== undefined,
    nextAt: async () => (await earliest.first(db, {}))?.at ?? null,
    onRaise: hints.onRaise,
  };
}

/** Upserts due rows, each key once. A caller inside a transaction gives the hint after the commit. */
export async function raiseRows(db: Kysely<Schema>, rows: readonly Raised[]): Promise<void> {
  for (const row of rows) await raiseRow.rows(db, row);
}

type Raised = { readonly key: string; readonly dueAt: number };

const raiseRow = statement((db, { key, dueAt }: Raised) =>
  db
    .insertInto('due')
    .values({ key, due_at: dueAt, generation: 1, fence: 0, failures: 0 })
    .onConflict((conflict) =>
      conflict.column('key').doUpdateSet({
        generation: sql`due.generation + 1`,
        // Only ever earlier, also while somebody holds the row: should he die, it must be found as soon as before.
        due_at: sql`case when excluded.due_at < due.due_at then excluded.due_at else due.due_at end`,
        raised_due_at: sql`case when due.owner is null then null
          when due.raised_due_at is null or excluded.due_at < due.raised_due_at
          then excluded.due_at else due.raised_due_at end`,
      }),
    ),
);

async function claim(
  trx: Kysely<Schema>,
  owner: string,
  now: number,
  leaseMs: number,
): Promise<Claim | null> {
  const found = await claimable.first(trx, { now });
  if (found === undefined) return null;
  const fence = (await nextFence.first(trx, {}))?.value;
  if (fence === undefined) throw new Error('the counter of fences is gone');
  const row = await lease.first(trx, { key: found.key, owner, fence, until: now + leaseMs });
  if (row === undefined) throw new Error(`due row "${found.key}" is gone`);
  const { key, generation, due_at: dueAt, failures } = row;
  return { key, owner, fence, generation, dueAt, failures };
}

async function settle(
  db: Kysely<Schema>,
  held: Claim,
  next: { readonly dueAt: number } | null,
): Promise<boolean> {
  const name = nameOf(held);
  if (next !== null) return (await settleAt.changed(db, { ...name, dueAt: next.dueAt })) > 0;
  if ((await removeRow.changed(db, { ...name, generation: held.generation })) > 0) return true;
  return (await settleRaised.changed(db, name)) > 0;
}

async function setBack(
  db: Kysely<Schema>,
  held: Claim,
  { dueAt, reason }: { readonly dueAt: number; readonly reason: string },
): Promise<boolean> {
  return (await settleFailed.changed(db, { ...nameOf(held), dueAt, reason })) > 0;
}

/** Owner and fence must both be ours; a lease that ran out stays ours until somebody else takes the row. */
type Name = { readonly key: string; readonly owner: string; readonly fence: number };
export function nameOf({ key, owner, fence }: Lease): Name {
  return { key, owner, fence };
}

const generationOf = statement((db, { key }: { readonly key: string }) =>
  db.selectFrom('due').select('generation').where('key', '=', key),
);

const claimable = statement((db, { now }: { readonly now: number }) =>
  db
    .selectFrom('due')
    .select('key')
    .where('due_at', '<=', now)
    .where((or) => or.or([or('owner', 'is', null), or('lease_until', '<=', now)]))
    .orderBy('due_at')
    .orderBy('key')
    .limit(1),
);

/** One counter for all rows: a row that is deleted and comes back must not repeat a fence that was given. */
const nextFence = statement((db) =>
  db
    .updateTable('counter')
    .set({ value: sql`value + 1` })
    .where('name', '=', 'fence')
    .returning('value'),
);

type Leased = Name & { readonly until: number };
const lease = statement((db, { key, owner, fence, until }: Leased) =>
  db
    .updateTable('due')
    .set({ owner, fence, lease_until: until, raised_due_at: null })
    .where('key', '=', key)
    .returning(['key', 'generation', 'due_at', 'failures']),
);

function updateOurs(db: Kysely<Schema>, { key, owner, fence }: Name) {
  return db.updateTable('due').where('key', '=', key).where('owner', '=', owner).where('fence', '=', fence);
}

/** An update too: a claim by somebody else cannot slip in between this look and the caller's commit. */
export const lockLease = statement((db, name: Name) =>
  updateOurs(db, name).set((row) => ({ fence: row.ref('fence') })),
);

const renewLease = statement((db, values: Leased) =>
  updateOurs(db, values).set({ lease_until: values.until }),
);

const heldRow = statement((db, { key, owner, fence, now }: Name & { readonly now: number }) =>
  db
    .selectFrom('due')
    .select('key')
    .where('key', '=', key)
    .where('owner', '=', owner)
    .where('fence', '=', fence)
    .where('lease_until', '>', now),
);

const removeRow = statement((db, { key, owner, fence, generation }: Name & { readonly generation: number }) =>
  db
    .deleteFrom('due')
    .where('key', '=', key)
    .where('owner', '=', owner)
    .where('fence', '=', fence)
    .where('generation', '=', generation),
);

const free = { owner: null, lease_until: null, raised_due_at: null };
const unfailed = { failures: 0, failure: null };

const settleRaised = statement((db, name: Name) =>
  updateOurs(db, name).set({ ...free, ...unfailed, due_at: sql`coalesce(raised_due_at, due_at)` }),
);

const settleAt = statement((db, values: Name & { readonly dueAt: number }) =>
  updateOurs(db, values).set({ ...free, ...unfailed, due_at: earlierOfRaised(values.dueAt) }),
);

type Failing = Name & { readonly dueAt: number; readonly reason: string };
const settleFailed = statement((db, values: Failing) =>
  updateOurs(db, values).set({
    ...free,
    due_at: earlierOfRaised(values.dueAt),
    failures: sql`failures + 1`,
    failure: values.reason,
  }),
);

function earlierOfRaised(dueAt: number) {
  return sql<number>`case when raised_due_at is not null and raised_due_at < ${dueAt} then raised_due_at else ${dueAt} end`;
}

const earliest = statement((db) =>
  db.selectFrom('due').select(
    sql<number | null>`min(case when lease_until is null or lease_until < due_at
        then due_at else lease_until end)`.as('at'),
  ),
);
