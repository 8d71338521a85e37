import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { dayOf, overBudget } from '../../task/gates/budget.ts';
import type { Used } from '../../task/gates/budget.ts';
import { lockLog } from './append-entries.ts';
import type { Ledger } from '../port.ts';
import type { Schema } from './database-schema.ts';

/** Calls of models: reserved at their worst before they are made, settled at what they came to. */
export function createLedger(db: Kysely<Schema>, now: () => Date): Ledger {
  return {
    reserve: ({ repo, task, amount, limits }) =>
      db.transaction().execute(async (trx) => {
        // Two calls at once must not both take the last of a budget: the log's row lets one in after the other.
        await lockLog(trx, repo);
        const day = dayOf(now().getTime());
        const over = overBudget(await usedBy(trx, repo, task, day), amount, limits);
        if (over !== null) return { kind: 'over', over };
        const id = randomUUID();
        const { tokens, usd } = amount;
        await trx
          .insertInto('ledger')
          .values({ id, repo, task, day, tokens: whole(tokens), usd: usd ?? 0, state: 'reserved' })
          .execute();
        return { kind: 'reserved', id };
      }),
    async settle(id, { tokens, usd }) {
      await db
        .updateTable('ledger')
        .set({ tokens: whole(tokens), usd: usd ?? 0, state: 'settled' })
        .where('id', '=', id)
        .where('state', '=', 'reserved')
        .execute();
    },
    async used(task) {
      const { tokens, usd } = await ofTask(db, task);
      return { tokens, usd };
    },
  };
}

// As floats: a sum of whole numbers throws where it outgrows them, and no call could be made any more.
const tokensUsed = sql<number>`coalesce(sum(cast(ledger.tokens as double precision)), 0.0)`.as('tokens');
const usdUsed = sql<number>`coalesce(sum(ledger.usd), 0.0)`.as('usd');

async function usedBy(trx: Kysely<Schema>, repo: string, task: string, day: number): Promise<Used> {
  const { tokens, usd } = await ofTask(trx, task);
  const ofDay = await trx
    .selectFrom('ledger')
    .select([tokensUsed, usdUsed])
    .where('repo', '=', repo)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  return { taskTokens: tokens, dayTokens: ofDay.tokens, taskUsd: usd, dayUsd: ofDay.usd };
}

function ofTask(db: Kysely<Schema>, task: string): Promise<{ tokens: number; usd: number }> {
  return db
    .selectFrom('ledger')
    .select([tokensUsed, usdUsed])
    .where('task', '=', task)
    .executeTakeFirstOrThrow();
}

/** Servers count in whole tokens; an estimate is rounded up. What no column holds is kept as the most that one does. */
function whole(tokens: number): number {
  return Math.min(Math.ceil(tokens), Number.MAX_SAFE_INTEGER);
}
