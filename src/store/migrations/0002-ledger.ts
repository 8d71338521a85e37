import type { Ddl } from './ddl.ts';

/** What calls of models came to: a row a call, written before it is made. */
export function ledgerMigration({ text, int, real, tableEnd }: Ddl): readonly string[] {
  return [
    `create table ledger (
      id ${text} not null primary key,
      repo ${text} not null,
      task ${text} not null,
      day ${int} not null,
      tokens ${int} not null,
      usd ${real} not null,
      state ${text} not null check (state in ('reserved', 'settled'))
    ) ${tableEnd}`,
    `create index ledger_by_task on ledger (task)`,
    `create index ledger_by_day on ledger (repo, day)`,
  ];
}
