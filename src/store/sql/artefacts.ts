import type { Kysely } from 'kysely';
import type { Artefacts } from '../port.ts';
import type { Schema } from './database-schema.ts';
import { statement } from './statement.ts';

export function createArtefacts(db: Kysely<Schema>, now: () => Date): Artefacts {
  return {
    ...artefactsReader(db),
    async erase(address, because) {
      const { numUpdatedRows } = await db
        .updateTable('artefact')
        .set({ salt: null, bytes: null, erased_at: now().getTime(), erased_because: because })
        .where('address', '=', address)
        .where('bytes', 'is not', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}

/** The part that only reads. */
export function artefactsReader(db: Kysely<Schema>): Pick<Artefacts, 'read'> {
  return {
    async read(address) {
      const row = await artefactAt.first(db, { address });
      if (row === undefined || row.salt === null || row.bytes === null) return null;
      return { salt: Buffer.from(row.salt, 'hex'), bytes: row.bytes };
    },
  };
}

const artefactAt = statement((db, { address }: { readonly address: string }) =>
  db.selectFrom('artefact').select(['salt', 'bytes']).where('address', '=', address),
);
