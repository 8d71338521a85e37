import type { Ddl } from '../sqlite/ddl.ts';

/** How often a due row's turn failed since one succeeded, and the last reason; and the board's rows by pull request. */
export function dueFailuresMigration({ text, int }: Ddl): readonly string[] {
  return [
    `alter table due add column failures ${int} not null default 0`,
    `alter table due add column failure ${text}`,
    `alter table board add column pull ${int}`,
    `create index board_by_pull on board (repo, pull)`,
  ];
}
