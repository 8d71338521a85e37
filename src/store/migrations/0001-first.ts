import type { Ddl } from './ddl.ts';

/** Inbox, due rows, logs with their entries, artefacts, and the board. */
export function firstMigration({ text, int, bytes, tableEnd }: Ddl): readonly string[] {
  return [
    `create table inbox (
      id ${text} not null primary key,
      event ${text} not null,
      action ${text},
      payload ${text} not null,
      received_at ${int} not null,
      processed_at ${int},
      failures ${int} not null default 0,
      failure ${text}
    ) ${tableEnd}`,
    `create index inbox_by_time on inbox (received_at)`,
    `create index inbox_by_processed on inbox (processed_at)`,
    `create table due (
      key ${text} not null primary key,
      due_at ${int} not null,
      generation ${int} not null,
      fence ${int} not null,
      owner ${text},
      lease_until ${int},
      raised_due_at ${int},
      check ((owner is null) = (lease_until is null))
    ) ${tableEnd}`,
    `create index due_by_time on due (due_at)`,
    `create table counter (name ${text} not null primary key, value ${int} not null) ${tableEnd}`,
    `insert into counter (name, value) values ('fence', 0)`,
    `create table log (
      repo ${text} not null primary key,
      size ${int} not null,
      frontier ${text} not null
    ) ${tableEnd}`,
    `create table entry (
      repo ${text} not null,
      idx ${int} not null,
      task ${text} not null,
      version ${int} not null,
      leaf ${text} not null,
      body ${text} not null,
      primary key (repo, idx),
      unique (task, version)
    ) ${tableEnd}`,
    `create table checkpoint (
      repo ${text} not null,
      size ${int} not null,
      note ${text} not null,
      saved_at ${int} not null,
      primary key (repo, size)
    ) ${tableEnd}`,
    `create table artefact (
      address ${text} not null primary key,
      salt ${text},
      bytes ${bytes},
      erased_at ${int},
      erased_because ${text},
      check ((salt is null) = (bytes is null) and (salt is null) = (erased_at is not null))
    ) ${tableEnd}`,
    `create table board (
      task ${text} not null primary key,
      repo ${text} not null,
      issue ${int} not null,
      version ${int} not null,
      phase ${text} not null,
      status ${text} not null,
      updated_at ${int} not null,
      wait_events ${text} not null,
      view ${text} not null
    ) ${tableEnd}`,
    `create index board_by_issue on board (repo, issue)`,
    `create index board_by_status on board (status, updated_at)`,
  ];
}
