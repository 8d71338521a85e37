import type { Ddl } from './ddl.ts';

/** Which task may merge into a base branch now: at most one. */
export function baseLockMigration({ text, tableEnd }: Ddl): readonly string[] {
  return [
    `create table base_lock (
      repo ${text} not null,
      base ${text} not null,
      task ${text} not null,
      primary key (repo, base)
    ) ${tableEnd}`,
    `create index base_lock_by_task on base_lock (task)`,
  ];
}
