/**
 * The leaf blocks of a Markdown text, as GitHub cuts it: CommonMark with footnotes. Tables stay paragraphs here. Where
 * two versions of the rules part, all that follows is `unclear`.
 */
import { isFenceEnd } from './fences.ts';
import { htmlEnds, htmlStart, type HtmlKind } from './html.ts';

/** Offsets in the text, the end exclusive: a line with its break, without what quotes and lists put before it. */
export type Range = { readonly from: number; readonly to: number };
export type Block = Leaf & {
  /** In how many quotes, items of lists and footnotes it stands. */
  readonly depth: number;
  /** The label of the footnote that it belongs to. */
  readonly note: string | null;
};
type Leaf =
  /** `unsure`: where it ends depends on what GitHub makes of a definition in it. */
  | { readonly kind: 'text'; readonly lines: Range[]; unsure: boolean; readonly defines: boolean }
  | { readonly kind: 'indented'; readonly lines: Range[] }
  /** `closed` by its own mark, which is then its last line, and not by the end of the text, a quote or a list. */
  | { readonly kind: 'fence'; readonly lines: Range[]; readonly mark: string; closed: boolean }
  | { readonly kind: 'html'; readonly lines: Range[]; readonly html: HtmlKind }
  | { readonly kind: 'unclear'; readonly lines: Range[] };

type Container =
  | { readonly kind: 'quote' }
  /** An item of a list or a footnote: `indent` in columns; `empty` as long as nothing stands in it. */
  | {
      readonly kind: 'item';
      readonly indent: number;
      empty: boolean;
      readonly note: string | null;
    };
type State = { readonly blocks: Block[]; readonly containers: Container[]; leaf: Block | null };
/** Where a line is read: its offset in the text, the character in it, and the column, which may be within a tab. */
type Cursor = { readonly line: string; readonly start: number; at: number; column: number };

/** GitHub stops at 100 lists within each other; nobody writes that many, and each line looks at all of them. */
const deepest = 100;

export function blocksOf(text: string): readonly Block[] {
  const state: State = { blocks: [], containers: [], leaf: null };
  let start = 0;
  for (const line of text.split(/(?<=\n)/)) {
    readLine(state, { line, start, at: 0, column: 0 });
    start += line.length;
  }
  return state.blocks;
}

function readLine(state: State, cursor: Cursor): void {
  const { containers, leaf } = state;
  if (leaf?.kind === 'unclear') return add(leaf, cursor);
  let matched = 0;
  for (const container of containers) {
    if (!goesOn(container, cursor)) break;
    matched += 1;
  }
  const isWhole = matched === containers.length;
  if (isWhole && leaf && takes(state, leaf, cursor)) return;
  openBlocks(state, cursor, matched);
}

function goesOn(container: Container, cursor: Cursor): boolean {
  const { indent, next } = lookAhead(cursor);
  if (container.kind === 'quote') {
    if (indent >= 4 || cursor.line[next] !== '>') return false;
    passQuote(cursor, indent);
    return true;
  }
  if (isBlank(cursor.line.slice(next))) return !container.empty;
  if (indent < container.indent) return false;
  advance(cursor, container.indent);
  container.empty = false;
  return true;
}

/** Whether the leaf that is open takes the line as its own; a paragraph never does before new blocks were looked for. */
function takes(state: State, leaf: Block, cursor: Cursor): boolean {
  const { indent, next } = lookAhead(cursor);
  const rest = cursor.line.slice(next);
  switch (leaf.kind) {
    case 'text':
    case 'unclear':
      return false;
    case 'indented':
      if (indent < 4 && !isBlank(rest)) return false;
      add(leaf, cursor);
      return true;
    case 'fence':
      add(leaf, cursor);
      if (indent < 4 && isFenceEnd(leaf.mark, rest)) {
        leaf.closed = true;
        state.leaf = null;
      }
      return true;
    case 'html':
      if (isBlank(rest) && (leaf.html === 'block' || leaf.html === 'alone')) return false;
      add(leaf, cursor);
      if (htmlEnds(leaf.html, rest)) state.leaf = null;
      return true;
  }
}

/** What begins on the line, container by container, down to the leaf that takes the rest of it. */
function openBlocks(state: State, cursor: Cursor, matched: number): void {
  let kept = matched;
  // A paragraph may go on without the marks of the quotes and lists that it stands in.
  let tip = state.leaf?.kind === 'text' ? state.leaf : null;
  let isOwn = tip !== null && matched === state.containers.length;
  const close = (): void => {
    state.leaf = null;
    state.containers.length = kept;
    tip = null;
    isOwn = false;
  };
  const begin = (leaf: Leaf): void => {
    close();
    const { length: depth } = state.containers;
    open({ ...leaf, depth, note: noteOf(state.containers) });
  };
  const open = (leaf: Block): void => {
    state.blocks.push(leaf);
    state.leaf = leaf;
    add(leaf, cursor);
  };
  for (;;) {
    const { indent, next } = lookAhead(cursor);
    const rest = cursor.line.slice(next);
    if (isBlank(rest)) return close();
    if (kept > deepest) return begin({ kind: 'unclear', lines: [] });
    if (indent >= 4) {
      if (tip) return add(tip, cursor);
      return begin({ kind: 'indented', lines: [] });
    }
    const container = containerAt(cursor, { indent, rest, isOwn });
    if (container) {
      close();
      state.containers.push(container);
      kept += 1;
      continue;
    }
    if (isRule(rest) || (isOwn && isUnderline(rest) && tip?.defines !== true)) return close();
    const leaf = leafAt(rest, isOwn);
    if (leaf) {
      begin(leaf);
      if (leaf.kind === 'text' || (leaf.kind === 'html' && htmlEnds(leaf.html, rest))) state.leaf = null;
      return;
    }
    if (!tip) return begin({ kind: 'text', lines: [], unsure: false, defines: rest.startsWith('[') });
    tip.unsure ||= isUnderline(rest);
    return add(tip, cursor);
  }
}

/** The footnote that is innermost; what stands in none is always shown. */
function noteOf(containers: readonly Container[]): string | null {
  const last = containers.findLast((one) => one.kind === 'item' && one.note !== null);
  return last?.kind === 'item' ? last.note : null;
}

/** A quote, an item or a footnote that begins here; what stands before its content is passed. */
function containerAt(
  cursor: Cursor,
  { indent, rest, isOwn }: { readonly indent: number; readonly rest: string; readonly isOwn: boolean },
): Container | null {
  if (rest.startsWith('>')) {
    passQuote(cursor, indent);
    return { kind: 'quote' };
  }
  if (isRule(rest) || (isOwn && isUnderline(rest))) return null;
  const [note, label = ''] = /^\[\^([^\]\s]+)\]:[ \t]*/.exec(rest) ?? [];
  if (note !== undefined) {
    advance(cursor, indent);
    cursor.at += note.length;
    cursor.column += note.length;
    return { kind: 'item', indent: 4, empty: isBlank(rest.slice(note.length)), note: label.toLowerCase() };
  }
  const mark = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t\n]|$)/.exec(rest);
  if (!mark) return null;
  const [marker, number] = mark;
  const isEmpty = isBlank(rest.slice(marker.length));
  // Within a paragraph a number is mostly just a number.
  if (isOwn && (isEmpty || (number !== undefined && Number(number) !== 1))) return null;
  advance(cursor, indent + marker.length);
  const space = lookAhead(cursor).indent;
  const padding = isEmpty || space > 4 ? 1 : space;
  if (!isEmpty || space > 0) advance(cursor, padding);
  return { kind: 'item', indent: indent + marker.length + padding, empty: isEmpty, note: null };
}

/** A heading, a fence or HTML that begins here; null is a paragraph. */
function leafAt(rest: string, isOwn: boolean): Leaf | null {
  if (/^#{1,6}(?:[ \t\n]|$)/.test(rest)) return { kind: 'text', lines: [], unsure: false, defines: false };
  const mark = /^`{3,}(?=[^`]*$)|^~{3,}/.exec(rest)?.[0];
  if (mark !== undefined) return { kind: 'fence', lines: [], mark, closed: false };
  const html = htmlStart(rest, isOwn);
  if (html === 'unclear') return { kind: 'unclear', lines: [] };
  return html && { kind: 'html', lines: [], html };
}

function isRule(rest: string): boolean {
  return /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})\n?$/.test(rest);
}

function isUnderline(rest: string): boolean {
  return /^(?:=+|-+)[ \t]*\n?$/.test(rest);
}

function isBlank(text: string): boolean {
  return /^[ \t\n]*$/.test(text);
}

function add(leaf: Block, { line, start, at }: Cursor): void {
  leaf.lines.push({ from: start + at, to: start + line.length });
}

function passQuote(cursor: Cursor, indent: number): void {
  advance(cursor, indent + 1);
  if (lookAhead(cursor).indent > 0) advance(cursor, 1);
}

/** The columns to the next character that is no space or tab, and its place in the line. */
function lookAhead({ line, at, column }: Cursor): { readonly indent: number; readonly next: number } {
  let next = at;
  let to = column;
  for (; line[next] === ' ' || line[next] === '\t'; next += 1) to += line[next] === '\t' ? 4 - (to % 4) : 1;
  return { indent: to - column, next };
}

/** Passes so many columns; of a tab it may be a part. */
function advance(cursor: Cursor, columns: number): void {
  let left = columns;
  while (left > 0 && cursor.at < cursor.line.length) {
    const width = cursor.line[cursor.at] === '\t' ? 4 - (cursor.column % 4) : 1;
    const step = Math.min(width, left);
    cursor.column += step;
    left -= step;
    if (step === width) cursor.at += 1;
  }
}
