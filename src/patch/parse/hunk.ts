import type { Hunk, HunkLine } from '../edit.ts';
import { borderAt } from './patch-border.ts';
import { parseHeader, type Header } from './hunk-header.ts';
import { unreadable, type Parsed } from './parsed.ts';

export type ReadHunk =
  | { readonly kind: 'hunk'; readonly hunk: Hunk; readonly next: number }
  | Extract<Parsed, { kind: 'refused' }>;

const ops: Readonly<Record<string, HunkLine['op']>> = { ' ': 'context', '-': 'delete', '+': 'insert' };

/**
 * Reads the hunk whose `@@` line is `lines[at]`. Its counts are often wrong where a model or a person wrote it, so its
 * end is told from what follows; they only decide what blank lines and look-alikes at its end are.
 */
export function parseHunk(lines: readonly string[], at: number, firstLine: number): ReadHunk {
  const header = parseHeader(lines[at] ?? '');
  const body: HunkLine[] = [];
  const end = { before: 'unsaid', after: 'unsaid' } as {
    -readonly [Side in keyof Hunk['end']]: Hunk['end'][Side];
  };
  let blanks = 0;
  const counted = countedEnd(lines, at + 1, header);
  let next = at + 1;
  for (; next < (counted ?? lines.length); next += 1) {
    const line = lines[next] ?? '';
    if (counted === null && isBoundary(lines, next)) break;
    if (line.startsWith('\\')) {
      const last = body.at(-1)?.op;
      if (last !== 'insert') end.before = 'no-newline';
      if (last !== 'delete') end.after = 'no-newline';
      continue;
    }
    const isWhole = line === '' || isGapLine(line);
    const op = isWhole ? 'context' : ops[line.charAt(0)];
    if (op === undefined) {
      if (isComplete(header, body.slice(0, body.length - blanks))) break;
      return unreadable(
        'bad-diff',
        firstLine + next,
        'a line of a diff starts with a space, + or -; this one does not. Give it its first character.',
      );
    }
    blanks = line === '' ? blanks + 1 : 0;
    body.push({ op, text: isWhole ? line : line.slice(1) });
  }
  // Blank lines at the end are context that lost its space, if the counts say so; else they only set the hunk apart.
  const { at: start, count, headings } = header;
  const [old, fresh] = sizesOf(body.slice(0, body.length - blanks));
  const missing = (count ?? old) - old;
  const kept = missing > 0 && missing <= blanks && fresh + missing === header.newCount ? missing : 0;
  return {
    kind: 'hunk',
    hunk: {
      lines: body.slice(0, body.length - blanks + kept),
      at: start,
      count,
      headings,
      stands: 'anywhere',
      end,
    },
    next,
  };
}

/** Where the hunk ends by its own counts, if what follows there agrees; null where the counts are wrong. */
function countedEnd(lines: readonly string[], start: number, { count, newCount }: Header): number | null {
  if (count === null || newCount === null) return null;
  let old = count;
  let fresh = newCount;
  let at = start;
  for (; at < lines.length && (old > 0 || fresh > 0 || lines[at]?.startsWith('\\')); at += 1) {
    const line = lines[at] ?? '';
    if (isHeader(lines, at) && lines[at + 2]?.startsWith('@@')) return null;
    const op = line === '' ? 'context' : ops[line.charAt(0)];
    if (op === undefined && !line.startsWith('\\')) return null;
    if (op === 'context' || op === 'delete') old -= 1;
    if (op === 'context' || op === 'insert') fresh -= 1;
  }
  const line = lines[at] ?? '';
  return old === 0 && fresh === 0 && (line === '-- ' || !/^[ +-]/.test(line) || isBoundary(lines, at))
    ? at
    : null;
}

function isComplete({ count, newCount }: Header, body: readonly HunkLine[]): boolean {
  const [old, fresh] = sizesOf(body);
  return old === count && fresh === newCount;
}

function sizesOf(body: readonly HunkLine[]): [old: number, fresh: number] {
  const old = body.filter(({ op }) => op !== 'insert').length;
  return [old, body.filter(({ op }) => op !== 'delete').length];
}

/** A deleted line `-- x` above an inserted `++ y` looks like a header; a real one is followed by a hunk. */
function isBoundary(lines: readonly string[], at: number): boolean {
  const line = lines[at] ?? '';
  if (line.startsWith('@@') || borderAt(lines, at) !== null) return true;
  return isHeader(lines, at) && /^(?:@@|\s*$)/.test(lines[at + 2] ?? '@@');
}

function isHeader(lines: readonly string[], at: number): boolean {
  return (lines[at] ?? '').startsWith('--- ') && (lines[at + 1] ?? '').startsWith('+++ ');
}

function isGapLine(line: string): boolean {
  return line === '...' || line === '…';
}
