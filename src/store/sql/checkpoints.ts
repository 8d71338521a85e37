import type { Kysely } from 'kysely';
import type { Checkpoints } from '../port.ts';
import type { Schema } from './database-schema.ts';

export function createCheckpoints(db: Kysely<Schema>, now: () => Date): Checkpoints {
  return {
    ...checkpointsReader(db),
    async save(repo, size, note) {
      await db
        .insertInto('checkpoint')
        .values({ repo, size, note, saved_at: now().getTime() })
        .onConflict((conflict) => conflict.columns(['repo', 'size']).doNothing())
        .execute();
    },
  };
}

/** The part that only reads. */
export function checkpointsReader(db: Kysely<Schema>): Pick<Checkpoints, 'latest'> {
  return {
    async latest(repo) {
      const row = await db
        .selectFrom('checkpoint')
        .select(['size', 'note'])
        .where('repo', '=', repo)
        .orderBy('size', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row === undefined ? null : { size: row.size, note: row.note };
    },
  };
}
