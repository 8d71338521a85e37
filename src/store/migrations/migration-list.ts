import type { Ddl } from './ddl.ts';
import { firstMigration } from './0001-first.ts';
import { ledgerMigration } from './0002-ledger.ts';
import { baseLockMigration } from './0003-base-lock.ts';
import { dueFailuresMigration } from './0004-due-failures.ts';

/**
 * All migrations, oldest first: a name and its statements. What was released is never edited; a change is a new
 * migration at the end.
 */
export type MigrationList = readonly (readonly [name: string, statements: (ddl: Ddl) => readonly string[]])[];

export const migrationList: MigrationList = [
  ['0001-first', firstMigration],
  ['0002-ledger', ledgerMigration],
  ['0003-base-lock', baseLockMigration],
  ['0004-due-failures', dueFailuresMigration],
];
