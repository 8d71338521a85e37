import type { Kysely } from 'kysely';
import { entriesOfTask } from './entries.ts';
import type { Board, Project } from '../port.ts';
import type { BoardRow } from '../../task/shapes/board-row.ts';
import { taskView, type TaskStatus, type TaskView } from '../../task/view.ts';
import type { BoardTable, Schema } from './database-schema.ts';
import { statement } from './statement.ts';

const live: readonly TaskStatus[] = ['queued', 'working', 'held'];

export function createBoard(db: Kysely<Schema>): Board {
  return {
    put: (row) => put(db, row),
    rebuild: (project) => db.transaction().execute((trx) => rebuild(trx, project)),
    ...boardReader(db),
  };
}

/** The part of the board that only reads. */
export function boardReader(
  db: Kysely<Schema>,
): Pick<Board, 'get' | 'list' | 'byRepo' | 'concerning' | 'waitingFor' | 'liveTask'> {
  const newestFirst = () => db.selectFrom('board').selectAll().orderBy('updated_at', 'desc').orderBy('task');
  return {
    async get(task) {
      return oneOf(await newestFirst().where('task', '=', task).executeTakeFirst());
    },
    async list({ status }) {
      const all = newestFirst();
      return (await (status === undefined ? all : all.where('status', '=', status)).execute()).map(rowOf);
    },
    async byRepo(repo) {
      return (await liveRows.rows(db, { repo })).map(rowOf);
    },
    async concerning(repo, { issues, pull }) {
      if (issues.length === 0 && pull === null) return [];
      const ofRepo = newestFirst().where('repo', '=', repo);
      const rows = ofRepo.where((or) =>
        or.or([
          ...(issues.length > 0 ? [or('issue', 'in', issues)] : []),
          ...(pull === null ? [] : [or('pull', '=', pull)]),
        ]),
      );
      return (await rows.execute()).map(rowOf);
    },
    async waitingFor(repo, event) {
      const rows = newestFirst()
        .where('repo', '=', repo)
        .where('status', 'in', live)
        .where('wait_events', 'like', `%"${event}"%`);
      // `like` takes the underscore of a name for any character.
      return (await rows.execute()).map(rowOf).filter(({ waitEvents }) => waitEvents.includes(event));
    },
    async liveTask(repo, issue) {
      const found = newestFirst()
        .where('repo', '=', repo)
        .where('issue', '=', issue)
        .where('status', 'in', live);
      return oneOf(await found.executeTakeFirst());
    },
  };
}

async function put(db: Kysely<Schema>, row: BoardRow): Promise<void> {
  const { task, repo, issue, pull, version, phase, status } = row;
  await putRow.rows(db, {
    task,
    repo,
    issue,
    pull,
    version,
    phase,
    status,
    updated_at: row.updatedAt,
    wait_events: JSON.stringify(row.waitEvents),
    view: JSON.stringify(row.view),
  });
}

const putRow = statement((db, row: BoardTable) => {
  const { task, repo, issue, pull, version, phase, status, updated_at, wait_events, view } = row;
  const columns = { repo, issue, pull, version, phase, status, updated_at, wait_events, view };
  return db
    .insertInto('board')
    .values({ task, ...columns })
    .onConflict((conflict) =>
      conflict
        .column('task')
        .doUpdateSet(columns)
        // A superseded worker may come late with what it saw; the board never goes back.
        .whereRef('board.version', '<=', 'excluded.version'),
    );
});

const liveRows = statement((db, { repo }: { readonly repo: string }) =>
  db
    .selectFrom('board')
    .selectAll()
    .where('repo', '=', repo)
    .where('status', 'in', live)
    .orderBy('updated_at', 'desc')
    .orderBy('task'),
);

async function rebuild(trx: Kysely<Schema>, project: Project): Promise<number> {
  await trx.deleteFrom('board').execute();
  const tasks = await trx.selectFrom('entry').select('task').distinct().orderBy('task').execute();
  let rows = 0;
  for (const { task } of tasks) {
    const row = project(await entriesOfTask(trx, task));
    if (row === null) continue;
    await put(trx, row);
    rows += 1;
  }
  return rows;
}

function oneOf(row: BoardTable | undefined): BoardRow | null {
  return row === undefined ? null : rowOf(row);
}

function rowOf(row: BoardTable): BoardRow {
  const { task, repo, issue, pull, version, phase } = row;
  return {
    task,
    repo,
    issue,
    pull,
    version,
    phase,
    status: row.status as TaskStatus,
    updatedAt: row.updated_at,
    waitEvents: JSON.parse(row.wait_events) as string[],
    view: viewIn(task, row.view),
  };
}

function viewIn(task: string, json: string): TaskView {
  const read = taskView.safeParse(JSON.parse(json));
  if (!read.success) throw new Error(`the board's view of ${task} cannot be read`, { cause: read.error });
  return read.data;
}
