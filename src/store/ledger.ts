import { randomUUID } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import { dayOf, overBudget } from '../task/gates/budget.ts';
import type { Used } from '../task/gates/budget.ts';
import { lockLog } from './append.ts';
import type { Ledger } from './port.ts';
import type { Schema } from './schema.ts';

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
    async takeLost(task) {
      const rows = await db
        .updateTable('ledger')
        .set({ state: 'lost' })
        .where('task', '=', task)
        .where('state', '=', 'reserved')
        .returning(['tokens', 'usd'])
        .execute();
      return {
        calls: rows.length,
        tokens: rows.reduce((sum, row) => sum + row.tokens, 0),
        usd: rows.reduce((sum, row) => sum + row.usd, 0),
      };
    },
  };
}

async function usedBy(trx: Kysely<Schema>, repo: string, task: string, day: number): Promise<Used> {
  const ofTask = await trx
    .selectFrom('ledger')
    .select([
      sql<number>`cast(coalesce(sum(ledger.tokens), 0) as integer)`.as('tokens'),
      sql<number>`coalesce(sum(ledger.usd), 0.0)`.as('usd'),
    ])
    .where('task', '=', task)
    .executeTakeFirstOrThrow();
  const ofDay = await trx
    .selectFrom('ledger')
    .select(sql<number>`coalesce(sum(ledger.usd), 0.0)`.as('usd'))
    .where('repo', '=', repo)
    .where('day', '=', day)
    .executeTakeFirstOrThrow();
  return { taskTokens: ofTask.tokens, taskUsd: ofTask.usd, dayUsd: ofDay.usd };
}

/** Servers count in whole tokens; an estimate is rounded up. */
function whole(tokens: number): number {
  return Math.ceil(tokens);
}
