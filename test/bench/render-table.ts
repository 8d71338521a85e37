import { judge } from './models/judge.ts';
import type { Cases, Figures, Limit, Line } from './line.ts';
import { median } from './statistics.ts';

export type Measured = { readonly name: string; readonly lines: readonly Line[] };

const heads = ['bench', 'what', 'median (min–max)', 'Cadence / peer', 'limit', ''];

/** A Markdown table: each line of a benchmark, its peers below it; under the table what was measured elsewhere. */
export function renderTable(benches: readonly Measured[]): string {
  const rows = benches.flatMap(({ name, lines }) => lines.flatMap((line) => rowsOf(name, line)));
  const notes = benches.flatMap(({ name, lines }) =>
    [...new Set(lines.map(({ elsewhere = '' }) => elsewhere))]
      .filter((note) => note !== '')
      .map((note) => `${name}, not measured here: ${note}\n`),
  );
  return `${renderRows(heads, rows)}${notes.length > 0 ? '\n' : ''}${notes.join('')}`;
}

/** The cases of a benchmark, and what they come to. */
export function renderCases({ heads: names, rows, summary }: Cases): string {
  return `${renderRows(names, rows)}\n${summary}\n`;
}

function renderRows(names: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = names.map((name, column) =>
    Math.max(...[name, ...rows.map((row) => row[column] ?? '')].map((cell) => cell.length)),
  );
  const render = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`;
  return [names, widths.map((width) => '-'.repeat(width)), ...rows].map(render).join('');
}

function rowsOf(name: string, line: Line): string[][] {
  const { what, unit, own, limit, peers } = line;
  const verdict = { met: 'met', missed: 'MISSED', none: '' }[judge(line)];
  return [
    [name, unit === '' ? what : `${what}, ${unit}`, spread(own), '', limitText(limit), verdict],
    ...peers.map((peer) => ['', `  ${peer.name}`, spread(peer.values), ratio(own, peer), '', '']),
  ];
}

function limitText(limit: Limit): string {
  switch (limit.kind) {
    case 'none':
      return '';
    case 'at-most':
      return `≤ ${figure(limit.value)}`;
    case 'at-least':
      return `≥ ${figure(limit.value)}`;
    case 'times-at-most':
      return `≤ ${limit.value} × ${limit.of}`;
    case 'times-at-least':
      return `≥ ${limit.value} × ${limit.of}`;
    default: {
      const never: never = limit;
      return never;
    }
  }
}

/** Median, with min and max where they differ. */
function spread(values: readonly number[]): string {
  const least = Math.min(...values);
  const most = Math.max(...values);
  const middle = figure(median(values));
  return least === most ? middle : `${middle} (${figure(least)}–${figure(most)})`;
}

function ratio(own: readonly number[], { values }: Figures): string {
  const times = median(own) / median(values);
  if (!Number.isFinite(times)) return '';
  return `${times < 0.1 ? Number(times.toPrecision(2)) : times.toFixed(2)} ×`;
}

function figure(value: number): string {
  const size = Math.abs(value);
  if (size >= 100) return value.toFixed(0);
  return String(Number(value.toPrecision(3)));
}
