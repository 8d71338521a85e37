import type { Kysely } from 'kysely';
import type { Schema } from './database-schema.ts';

/**
 * Locks the base for the task and no other, or ends the task's lock where it needs none. Answers who else has it; then
 * nothing was changed. The caller holds the repository's log row, so nobody locks or unlocks meanwhile.
 */
export async function lockBase(
  trx: Kysely<Schema>,
  { repo, task, base }: { readonly repo: string; readonly task: string; readonly base: string | null },
): Promise<string | null> {
  if (base === null) {
    await trx.deleteFrom('base_lock').where('task', '=', task).execute();
    return null;
  }
  await trx
    .insertInto('base_lock')
    .values({ repo, base, task })
    .onConflict((conflict) => conflict.columns(['repo', 'base']).doNothing())
    .execute();
  const by = await lockedBy(trx, repo, base);
  return by === task ? null : by;
}

export async function lockedBy(db: Kysely<Schema>, repo: string, base: string): Promise<string | null> {
  const row = await db
    .selectFrom('base_lock')
    .select('task')
    .where('repo', '=', repo)
    .where('base', '=', base)
    .executeTakeFirst();
  return row?.task ?? null;
}
