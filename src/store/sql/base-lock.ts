import type { Kysely } from 'kysely';
import type { Schema } from './database-schema.ts';
import { statement } from './statement.ts';

/**
 * Locks the base for the task and no other, or ends the task's lock where it needs none. Answers who else has it; then
 * nothing was changed. The caller holds the repository's log row, so nobody locks or unlocks meanwhile.
 */
export async function lockBase(
  trx: Kysely<Schema>,
  { repo, task, base }: { readonly repo: string; readonly task: string; readonly base: string | null },
): Promise<string | null> {
  if (base === null) {
    await endLock.rows(trx, { task });
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
  return (await lockOf.first(db, { repo, base }))?.task ?? null;
}

const endLock = statement((db, { task }: { readonly task: string }) =>
  db.deleteFrom('base_lock').where('task', '=', task),
);

const lockOf = statement((db, { repo, base }: { readonly repo: string; readonly base: string }) =>
  db.selectFrom('base_lock').select('task').where('repo', '=', repo).where('base', '=', base),
);
