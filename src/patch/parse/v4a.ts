import type { Edit } from '../edit.ts';
import { parseV4aHunks } from './v4a-hunks.ts';
import { unreadable, type Parsed } from './parsed.ts';
import { indexFrom } from '../change/text.ts';

type Refused = Extract<Parsed, { kind: 'refused' }>;
type Section = { readonly edit: Edit; readonly next: number } | Refused;

const begin = /^\s*\*\*\* Begin Patch\s*$/;
const section = /^\s*\*\*\* (Add|Update|Delete) File:(.*\S)/;
const move = /^\s*\*\*\* Move to:(.*\S)/;
/** The shell around a patch: `apply_patch <<'EOF'` above, `EOF` below. */
const shell = /\bapply_patch\b|^\s*<<-?\s*["']?\w+["']?\s*$/;
const shellEnd = /^\s*["']?\w+["']?\)?\s*$/;

/** Does this text, the shell command around it aside, start like a V4A patch? */
export function looksLikeV4a(lines: readonly string[]): boolean {
  const first = lines.find((line) => line.trim() !== '' && !shell.test(line)) ?? '';
  return begin.test(first) || section.test(first);
}

/** Does a patch without a fence around it begin on this line? */
export function startsV4a(line: string): boolean {
  return /^ {0,3}\*\*\* Begin Patch\s*$/.test(line);
}

/**
 * The line that ends the V4A patch which begins at `start`; -1 where it was cut off. A space before the marker makes it
 * a line of context, unless no other line can be the end.
 */
export function endOfV4a(lines: readonly string[], start: number): number {
  const exact = indexFrom(lines, start + 1, (line) => /^\*\*\* End Patch\s*$/.test(line));
  if (exact >= 0) return exact;
  for (let at = lines.length - 1; at > start; at -= 1) if (lines[at]?.trim() === '*** End Patch') return at;
  return -1;
}

/**
 * Reads OpenAI's V4A text, what `apply_patch` takes: `*** Begin Patch`, for each file `*** Add File:`, `*** Update
 * File:` (with `*** Move to:`) or `*** Delete File:`, `*** End Patch`. An added file and a move replace what is there
 * already, as that tool does. A patch without its end is one that was cut off, and refused.
 */
export function parseV4a(lines: readonly string[], firstLine: number): Parsed {
  const edits: Edit[] = [];
  let seen: 'nothing' | 'a patch' = 'nothing';
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || (seen === 'nothing' ? shell : shellEnd).test(line)) continue;
    if (!begin.test(line))
      return bad(firstLine + at, 'this line stands outside of the patch; start it with "*** Begin Patch".');
    const end = endOfV4a(lines, at);
    if (end < 0)
      return bad(firstLine + at, 'this patch does not end; put "*** End Patch" after its last line.');
    const read = parseSections(lines.slice(at + 1, end), firstLine + at + 1);
    if (read.kind === 'refused') return read;
    // One by one: that many arguments at once would overflow the stack.
    for (const edit of read.edits) edits.push(edit);
    seen = 'a patch';
    at = end;
  }
  if (edits.length > 0) return { kind: 'edits', edits };
  return bad(firstLine, 'this patch names no file; add "*** Update File: path" and the lines that change.');
}

function parseSections(lines: readonly string[], firstLine: number): Parsed {
  const edits: Edit[] = [];
  for (let at = 0; at < lines.length;) {
    const line = lines[at] ?? '';
    if (line.trim() === '') {
      at += 1;
      continue;
    }
    const [, verb, name = ''] = section.exec(line) ?? [];
    const path = name.trim();
    if (verb === undefined)
      return bad(
        firstLine + at,
        'a file starts with "*** Add File: path", "*** Update File: path" or "*** Delete File: path"; this line belongs to none.',
      );
    const read = parseSection(verb, path, lines, at, firstLine);
    if ('kind' in read) return read;
    edits.push(read.edit);
    at = read.next;
  }
  return { kind: 'edits', edits };
}

function parseSection(
  verb: string,
  path: string,
  lines: readonly string[],
  at: number,
  firstLine: number,
): Section {
  if (verb === 'Delete') return { edit: { kind: 'delete', path, lines: null }, next: at + 1 };
  if (verb === 'Add') return parseAdded(path, lines, at + 1);
  const to = move.exec(lines[at + 1] ?? '')?.[1]?.trim() ?? null;
  const read = parseV4aHunks(lines, at + (to === null ? 1 : 2), firstLine);
  if (read.kind === 'refused') return read;
  const { hunks, next } = read;
  if (to !== null) return { edit: { kind: 'move', path, to, onto: 'anything', hunks }, next };
  if (hunks.length > 0) return { edit: { kind: 'hunks', path, hunks }, next };
  return bad(firstLine + at, `nothing is said of ${path}; add a "@@" line and the lines that change.`);
}

/** A blank line between the new ones lost its `+`; one after them sets the file apart from the next. */
function parseAdded(path: string, lines: readonly string[], start: number): Section {
  const text: string[] = [];
  let next = start;
  for (let at = start; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    if (line === '') continue;
    if (!line.startsWith('+')) break;
    while (next < at) {
      text.push('');
      next += 1;
    }
    text.push(line.slice(1));
    next = at + 1;
  }
  return { edit: { kind: 'put', path, text: text.map((line) => `${line}\n`).join('') }, next };
}

function bad(line: number, what: string): Refused {
  return unreadable('bad-patch', line, what);
}
