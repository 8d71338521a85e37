import { sql, type Kysely } from 'kysely';
import { createBatch } from '../sqlite/batch.ts';
import { formatDueKey } from '../../task/shapes/due-key.ts';
import { raiseRows } from './due.ts';
import type { Hints } from '../hints.ts';
import type { Inbox } from '../port.ts';
import type { Delivery, StoredDelivery } from '../../task/shapes/delivery.ts';
import type { InboxRow, Schema } from './database-schema.ts';
import { statement } from './statement.ts';

type Received = 'stored' | 'again' | 'done';

/** So that no transaction grows without bounds, nor the list of ids in one statement. */
const maxBatch = 256;

/** `lazy`: the way for what may be lost with the power; the delivery is then read again. */
export function createInbox(
  { db, lazy }: { readonly db: Kysely<Schema>; readonly lazy: Kysely<Schema> },
  hints: Hints,
): { inbox: Inbox; idle: () => Promise<void> } {
  const batch = createBatch<Delivery, Received>(async (deliveries) => {
    const answers = await db.transaction().execute((trx) => receiveAll(trx, deliveries));
    hints.raised();
    return answers;
  }, maxBatch);
  const inbox: Inbox = {
    receive: batch.add,
    ...inboxReader(db),
    async processed(id, at) {
      await markProcessed.rows(lazy, { id, at });
    },
    async failed(id, reason) {
      await lazy
        .updateTable('inbox')
        .set({ failures: sql`failures + 1`, failure: reason })
        .where('id', '=', id)
        .executeTakeFirst();
    },
    async prune(olderThan) {
      const gone = await db.deleteFrom('inbox').where('processed_at', '<', olderThan).executeTakeFirst();
      return Number(gone.numDeletedRows);
    },
  };
  return { inbox, idle: batch.idle };
}

/** The part of the inbox that only reads. */
export function inboxReader(db: Kysely<Schema>): Pick<Inbox, 'read' | 'recent'> {
  return {
    async read(id) {
      const row = await deliveryWith.first(db, { id });
      return row === undefined ? null : deliveryOf(row);
    },
    async recent(limit) {
      const newest = db.selectFrom('inbox').selectAll().orderBy('received_at', 'desc').orderBy('id');
      return (await newest.limit(limit).execute()).map(deliveryOf);
    },
  };
}

const deliveryWith = statement((db, { id }: { readonly id: string }) =>
  db.selectFrom('inbox').selectAll().where('id', '=', id),
);

const markProcessed = statement((db, { id, at }: { readonly id: string; readonly at: number }) =>
  db.updateTable('inbox').set({ processed_at: at, failure: null }).where('id', '=', id),
);

/** Row by row: within one transaction that costs less than a text of its own for each number of them. */
const insertNew = statement((db, row: ReturnType<typeof rowOf>) => {
  const { id, event, action, payload, received_at, failures } = row;
  return db
    .insertInto('inbox')
    .values({ id, event, action, payload, received_at, failures })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id');
});

async function receiveAll(trx: Kysely<Schema>, deliveries: readonly Delivery[]): Promise<Received[]> {
  // GitHub may send one id many times at once: the first of them in this batch is the one that counts.
  const first = new Map<string, Delivery>();
  for (const delivery of deliveries) if (!first.has(delivery.id)) first.set(delivery.id, delivery);
  const fresh = new Set<string>();
  for (const [id, one] of first) if (await insertNew.first(trx, rowOf(one))) fresh.add(id);
  const done = await processedAmong(
    trx,
    [...first.keys()].filter((id) => !fresh.has(id)),
  );
  const due = [...first.values()].filter(({ id }) => !done.has(id));
  if (due.length > 0) {
    await raiseRows(
      trx,
      due.map(({ id, receivedAt }) => ({
        key: formatDueKey({ kind: 'inbox', delivery: id }),
        dueAt: receivedAt,
      })),
    );
  }
  return deliveries.map((delivery) => {
    if (done.has(delivery.id)) return 'done';
    return fresh.has(delivery.id) && first.get(delivery.id) === delivery ? 'stored' : 'again';
  });
}

async function processedAmong(trx: Kysely<Schema>, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set();
  const rows = await trx
    .selectFrom('inbox')
    .select('id')
    .where('id', 'in', ids)
    .where('processed_at', 'is not', null)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function rowOf({ id, event, action, payload, receivedAt }: Delivery) {
  return { id, event, action, payload, received_at: receivedAt, failures: 0 };
}

function deliveryOf(row: InboxRow): StoredDelivery {
  const { id, event, action, payload, failures, failure } = row;
  return {
    id,
    event,
    action,
    payload,
    failures,
    failure,
    receivedAt: row.received_at,
    processedAt: row.processed_at,
  };
}
