import type { BoardRow } from '../task/shapes/board-row.ts';
import type { TaskStatus } from '../task/view.ts';
import { cancelSentence } from '../words/status/cancel-sentence.ts';
import { holdSentence } from '../words/status/hold-sentence.ts';
import { wrap } from '../words/wrap.ts';
import { withReader } from './shared/open-data.ts';
import { printJson, printResult } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';

const statuses: readonly TaskStatus[] = ['queued', 'working', 'held', 'done', 'cancelled'];

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('show', argv, { status: 'text', json: 'flag' }, { least: 0, most: 0 });
  if (read.kind === 'exit') return read.code;
  const asked = read.options.status;
  const status = statuses.find((one) => one === asked);
  if (asked !== null && !status) return wrong('show', `--status is one of ${statuses.join(', ')}`).code;
  return withReader(async (reader) => {
    const rows = await reader.board.list(status ? { status } : {});
    if (read.options.json) printJson({ tasks: rows.map(asJson) });
    else printResult(formatBoard(rows));
    return 0;
  });
}

function asJson({ task, repo, issue, phase, status, updatedAt, view }: BoardRow) {
  return { task, repo, issue, phase, status, updatedAt: new Date(updatedAt).toISOString(), ...view };
}

/** No line is longer. */
const width = 100;

/** The board as a table, newest change first; below a task that needs somebody or was cancelled, why. */
export function formatBoard(rows: readonly BoardRow[]): string {
  if (rows.length === 0) return 'No tasks.';
  const head = ['TASK', 'STATUS', 'PHASE', 'PULL', 'ATTEMPTS', 'REQUESTS', 'TOKENS', 'CYCLE'];
  const lines = rows.map((row) => ({ cells: cellsOf(row), why: whyOf(row) }));
  const widths = head.map((name, column) =>
    Math.max(name.length, ...lines.map(({ cells }) => cells[column]?.length ?? 0)),
  );
  const others = widths.slice(1).reduce((sum, one) => sum + one + 2, 0);
  widths[0] = Math.min(widths[0] ?? 0, width - others);
  const table = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => lastPart(cell, widths[column] ?? 0).padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [
    table(head),
    ...lines.flatMap(({ cells, why }) => [table(cells)].concat(why === null ? [] : below(why))),
  ].join('\n');
}

function below(why: string): string[] {
  return wrap(why, width - 4).map((line) => `    ${line}`);
}

/** Of a name that is too long the end is shown: it holds the number of the issue. */
function lastPart(cell: string, columns: number): string {
  return cell.length <= columns ? cell : `…${cell.slice(1 - columns)}`;
}

function cellsOf({ task, status, phase, pull: number, view }: BoardRow): string[] {
  const pull = number === null ? '–' : `#${number}`;
  const tokens = String(view.tokensIn + view.tokensOut);
  const cycle = view.cycleMs === null ? '–' : formatDuration(view.cycleMs);
  return [task, status, phase, pull, String(view.attempts), String(view.requests), tokens, cycle];
}

/** The reason in a sentence; null where nothing needs one. */
function whyOf({ view }: BoardRow): string | null {
  if (view.held) {
    const { title, why } = holdSentence(view.held);
    return `Needs a person: ${title}. ${why}`;
  }
  return view.cancelled ? cancelSentence(view.cancelled, null).why : null;
}

function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
