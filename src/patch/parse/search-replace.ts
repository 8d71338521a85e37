import { openingOf } from '../../markdown/fences.ts';
import type { Edit } from '../edit.ts';
import { unreadable, type Parsed } from './parsed.ts';
import { indexFrom } from '../change/text.ts';

const opening = /^<{5,9} SEARCH\s*$/;
const divider = /^={5,9}\s*$/;
const closing = /^>{5,9} REPLACE\s*$/;

export function looksLikeBlocks(lines: readonly string[]): boolean {
  return lines.some(startsBlock);
}

export function startsBlock(line: string): boolean {
  return opening.test(line);
}

/**
 * Reads search/replace blocks: a line with the path, `<<<<<<< SEARCH`, the old lines, `=======`, the new ones,
 * `>>>>>>> REPLACE`. A block without a path takes the one before it, the first one `above`: what the fence is called.
 */
export function parseBlocks(
  lines: readonly string[],
  firstLine: number,
  above: string | null = null,
): Parsed {
  const edits: Edit[] = [];
  let path = above;
  let start = 0;
  for (let at = nextOpening(lines, 0); at >= 0; at = nextOpening(lines, start)) {
    path = pathAbove(lines.slice(start, at)) ?? path;
    const number = firstLine + at;
    if (path === null)
      return unreadable(
        'no-path',
        number,
        'this block names no file; put its path on the line above "<<<<<<< SEARCH".',
      );
    const end = endOfBlock(lines, at);
    if (end < 0)
      return unreadable(
        'bad-block',
        number,
        'this block does not end; put ">>>>>>> REPLACE" after its new lines.',
      );
    const inside = lines.slice(at + 1, end);
    const dividers = inside.flatMap((line, index) => (divider.test(line) ? [index] : []));
    const [middle] = dividers;
    if (middle === undefined)
      return unreadable(
        'bad-block',
        number,
        'this block has no "=======" between its old and its new lines.',
      );
    // A heading's underline looks like the divider: which is which would be a guess.
    if (dividers.length > 1)
      return unreadable(
        'bad-block',
        number,
        'this block has more than one "=======" line; use a unified diff here.',
      );
    edits.push(editOf(path, inside.slice(0, middle), inside.slice(middle + 1)));
    start = end + 1;
  }
  return { kind: 'edits', edits };
}

/** The line that ends the block which begins at this very line; -1 where none begins, or it does not end. */
export function endOfBlock(lines: readonly string[], start: number): number {
  if (!opening.test(lines[start] ?? '')) return -1;
  const end = indexFrom(lines, start + 1, (line) => opening.test(line) || closing.test(line));
  return closing.test(lines[end] ?? '') ? end : -1;
}

function nextOpening(lines: readonly string[], start: number): number {
  return indexFrom(lines, start, (line) => opening.test(line));
}

function editOf(path: string, search: readonly string[], replace: readonly string[]): Edit {
  if (search.length === 0) return { kind: 'create', path, text: textOf(replace) };
  return { kind: 'replace', path, search: textOf(search), replace: textOf(replace) };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join('');
}

/** The nearest line above that says anything, if it is a path alone: bare, in backquotes, bold, or as a heading. */
export function pathAbove(lines: readonly string[]): string | null {
  const line = lines.findLast((one) => one.trim() !== '' && openingOf(one) === null);
  if (line === undefined) return null;
  const bare = line
    .trim()
    .replace(/^(?:#{1,6}\s+|[-*]\s+)?(?:(?:File|Path)(?:name)?:\s*)?/i, '')
    .replace(/^\*\*(.+?):?\*\*:?$/, '$1')
    .replace(/:$/, '');
  const quoted = /^`([^`]+)`$/.exec(bare)?.[1];
  if (quoted !== undefined) return quoted.trim();
  return /^[^\s`<>]+$/.test(bare) && /[./]|^[A-Z]\w+$/.test(bare) ? bare : null;
}

/** The path in a fence's info string: `src/a.py`, `python src/a.py`, `python:src/a.py`, `python title="src/a.py"`. */
export function pathIn(info: string): string | null {
  const last = info.split(/[\s:]+/).at(-1) ?? '';
  const bare = last.replace(/^\{?(?:path|file|filename|title)=/i, '').replace(/^["']|["']?\}?$/g, '');
  return !/[\s`<>{}="']/.test(bare) && /.[./]./.test(bare) ? bare : null;
}
