import type { Hunk, HunkLine } from '../edit.ts';
import { parseHeader, type Header } from './hunk-header.ts';
import { unreadable, type Parsed } from './parsed.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;
type ReadHunks = { readonly kind: 'hunks'; readonly hunks: readonly Hunk[]; readonly next: number } | Refused;
type ReadHunk = { readonly kind: 'hunk'; readonly hunk: Hunk; readonly next: number } | Refused;

const ops: Readonly<Record<string, HunkLine['op']>> = { ' ': 'context', '-': 'delete', '+': 'insert' };
const endOfFile = /^\*\*\* End of File\s*$/;

/** Reads the hunks of an updated file, up to the next line that starts with `***`. */
export function parseV4aHunks(lines: readonly string[], start: number, firstLine: number): ReadHunks {
  const hunks: Hunk[] = [];
  let at = start;
  while (at < lines.length && !(lines[at] ?? '').startsWith('***')) {
    if (lines[at] === '') {
      at += 1;
      continue;
    }
    const read = parseV4aHunk(lines, at, firstLine);
    if (read.kind === 'refused') return read;
    hunks.push(read.hunk);
    at = read.next;
  }
  return { kind: 'hunks', hunks, next: at };
}

/** `@@` lines, one inside the other, then the block. The first block of a file may do without them. */
function parseV4aHunk(lines: readonly string[], start: number, firstLine: number): ReadHunk {
  const headers: Header[] = [];
  let at = start;
  for (; (lines[at] ?? '').startsWith('@@'); at += 1) headers.push(parseHeader(lines[at] ?? ''));
  const body: HunkLine[] = [];
  let blanks = 0;
  for (; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (/^(?:@@|\*\*\*)/.test(line)) break;
    const isBare = line === '' || line === '...';
    const op = isBare ? 'context' : ops[line.charAt(0)];
    if (op === undefined)
      return unreadable(
        'bad-patch',
        firstLine + at,
        'a line of a block starts with a space, + or -; this one does not. Give it its first character.',
      );
    blanks = line === '' ? blanks + 1 : 0;
    body.push({ op, text: isBare ? line : line.slice(1) });
  }
  // A context line that lost its space is blank within the block; after it, it sets the block apart.
  const block = body.slice(0, body.length - blanks);
  if (block.length === 0)
    return unreadable('bad-patch', firstLine + start, 'this block is empty; add the lines that change.');
  const isLast = endOfFile.test(lines[at] ?? '');
  return {
    kind: 'hunk',
    hunk: hunkOf(headers, block, isLast ? 'at-the-end' : 'anywhere'),
    next: isLast ? at + 1 : at,
  };
}

/** Without a line that stands in the file and without a heading, new lines go to its end: so the format has it. */
function hunkOf(headers: readonly Header[], lines: readonly HunkLine[], stands: Hunk['stands']): Hunk {
  const headings = headers.flatMap((header) => header.headings);
  const numbered = headers.find(({ at }) => at !== null);
  const isAppended = headings.length === 0 && lines.every(({ op }) => op === 'insert');
  return {
    lines,
    at: numbered?.at ?? null,
    count: numbered?.count ?? null,
    headings,
    stands: isAppended ? 'at-the-end' : stands,
    end: { before: 'unsaid', after: 'newline' },
  };
}
