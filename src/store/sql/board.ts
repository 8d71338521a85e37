import type { Kysely } from 'kysely';
import { entriesOfTask } from './entries.ts';
import { taskView, type TaskStatus, type TaskView } from '../../task/view.ts';
import type { Board, BoardRow, Project } from '../port.ts';
import type { BoardTable, Schema } from './schema.ts';

const live: readonly TaskStatus[] = ['queued', 'working', 'held'];

export function createBoard(db: Kysely<Schema>): Board {
  return {
    put: (row) => put(db, row),
    rebuild: (project) => db.transaction().execute((trx) => rebuild(trx, project)),
    ...boardReader(db),
  };
}

/** The part of the board that only reads. */
export function boardReader(db: Kysely<Schema>): Pick<Board, 'get' | 'list' | 'byRepo' | 'liveTask'> {
  const newestFirst = () => db.selectFrom('board').selectAll().orderBy('updated_at', 'desc').orderBy('task');
  return {
    async get(task) {
      return oneOf(await newestFirst().where('task', '=', task).executeTakeFirst());
    },
    async list({ status }) {
      const all = newestFirst();
      return (await (status === undefined ? all : all.where('status', '=', status)).execute()).map(rowOf);
    },
    async byRepo(repo, which) {
      const all = newestFirst().where('repo', '=', repo);
      return (await (which === 'all' ? all : all.where('status', 'in', live)).execute()).map(rowOf);
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
  const { task, repo, issue, version, phase, status } = row;
  const columns = {
    repo,
    issue,
    version,
    phase,
    status,
    updated_at: row.updatedAt,
    wait_events: JSON.stringify(row.waitEvents),
    view: JSON.stringify(row.view),
  };
  await db
    .insertInto('board')
    .values({ task, ...columns })
    .onConflict((conflict) =>
      conflict
        .column('task')
        .doUpdateSet(columns)
        // A superseded worker may come late with what it saw; the board never goes back.
        .whereRef('board.version', '<=', 'excluded.version'),
    )
    .execute();
}

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
  const { task, repo, issue, version, phase } = row;
  return {
    task,
    repo,
    issue,
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
