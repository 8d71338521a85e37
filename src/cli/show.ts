import type { BoardRow } from '../store/port.ts';
import type { TaskStatus } from '../task/view.ts';
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

/** The board as a table, newest change first. */
export function formatBoard(rows: readonly BoardRow[]): string {
  if (rows.length === 0) return 'No tasks.';
  const head = ['TASK', 'STATUS', 'PHASE', 'WHY', 'PULL', 'ATTEMPTS', 'REQUESTS', 'TOKENS', 'CYCLE'];
  const lines = [head, ...rows.map(columns)];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function columns({ task, status, phase, view }: BoardRow): string[] {
  const why = view.held ?? view.cancelled ?? '–';
  const pull = view.pull === null ? '–' : `#${view.pull}`;
  const tokens = String(view.tokensIn + view.tokensOut);
  const cycle = view.cycleMs === null ? '–' : formatDuration(view.cycleMs);
  return [task, status, phase, why, pull, String(view.attempts), String(view.requests), tokens, cycle];
}

function formatDuration(ms: number): string {
  const seconds = Math.round(ms / 1000);
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
