import type { TextFile } from './chunk.ts';
import type { Imports } from './rank-imports.ts';
import { summarise, type Summary } from './summary.ts';

/** A file as it is shown: which of its lines, from 1, inclusive. */
export type Shown = { file: TextFile; ranges: [number, number][] };

/** How much may be parsed for one pack, in characters, and how many names a line tells. */
const maxParsed = 400_000;
const maxNames = 8;
/** Too little for anything to be said. */
const least = 200;

/**
 * What is said about Python files beside the lines that are shown, as long as it fits: `of` those that are shown in
 * part, an outline each, '' for none; then `others`, those that come next, in a few lines each.
 */
export function outlinesWithin(
  shown: readonly Shown[],
  next: readonly TextFile[],
  imports: Imports,
  budget: number,
): { of: string[]; others: string } {
  let left = budget;
  let parsed = 0;
  const users = usersIn(imports);
  const fitting = (file: TextFile, versions: (summary: Summary, ties: string) => string[]): string => {
    if (left < least || parsed > maxParsed || !file.path.endsWith('.py')) return '';
    const text = file.bytes.toString();
    parsed += text.length;
    const summary = summarise(text);
    if (summary === null) return '';
    const ties = line('Uses', imports.get(file.path)) + line('Used by', users.get(file.path));
    const fits = versions(summary, ties).find((one) => Buffer.byteLength(one) <= left) ?? '';
    left -= Buffer.byteLength(fits);
    return fits;
  };
  const of = shown.map(({ file, ranges }) => {
    const isWhole = ranges.length === 1 && ranges[0]?.[0] === 1 && ranges[0][1] === file.starts.length;
    return isWhole ? '' : fitting(file, (summary, ties) => outlinesOf(file.path, summary, ties));
  });
  const others = next.map((file) => fitting(file, (summary, ties) => [briefOf(file.path, summary, ties)]));
  return { of, others: others.join('') };
}

/** All definitions with their lines; where that is too long, the public ones at the top only. */
function outlinesOf(path: string, { purpose, symbols }: Summary, ties: string): string[] {
  if (symbols.length === 0) return [];
  const head = `=== ${path} outline\n${purpose === null ? '' : `${purpose}\n`}${ties}`;
  return [head + rows(symbols), head + rows(symbols.filter(isPublic))];
}

function rows(symbols: Summary['symbols']): string {
  return symbols
    .map(({ name, signature, first, last }) => {
      const indent = '  '.repeat(name.split('.').length - 1);
      return `${indent}${signature} (${first}-${last})\n`;
    })
    .join('');
}

function briefOf(path: string, { purpose, symbols }: Summary, ties: string): string {
  const defines = line('Defines', new Set(symbols.filter(isPublic).map(({ name }) => name)));
  return `=== ${path} not shown\n${purpose === null ? '' : `${purpose}\n`}${defines}${ties}`;
}

function isPublic({ name }: Summary['symbols'][number]): boolean {
  return !name.includes('.') && !name.startsWith('_');
}

function line(what: string, names: ReadonlySet<string> = new Set()): string {
  if (names.size === 0) return '';
  const more = names.size > maxNames ? ` and ${names.size - maxNames} more` : '';
  return `${what}: ${[...names].slice(0, maxNames).join(', ')}${more}\n`;
}

function usersIn(imports: Imports): Map<string, Set<string>> {
  const users = new Map<string, Set<string>>();
  for (const [path, imported] of imports) {
    for (const other of imported) users.set(other, (users.get(other) ?? new Set()).add(path));
  }
  return users;
}
