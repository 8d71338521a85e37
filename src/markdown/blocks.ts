/**
 * The leaf blocks of a Markdown text, as GitHub cuts it: CommonMark with footnotes. Tables stay paragraphs here. Where
 * two versions of the rules part, and behind more than anybody writes, all that follows is `unclear`.
 */
import { advance, beginLine, isAtEnd, newCursor, pass, passQuote, type Cursor } from './cursor.ts';
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
  | {
      readonly kind: 'unclear';
      readonly lines: Range[];
      readonly why: 'readers-differ' | 'too-deep' | 'too-many';
    };

type Container =
  | { readonly kind: 'quote' }
  /** An item of a list or a footnote: `indent` in columns; `empty` as long as nothing stands in it. */
  | {
      readonly kind: 'item';
      readonly indent: number;
      empty: boolean;
      readonly note: string | null;
    };
type State = {
  readonly blocks: Block[];
  readonly containers: Container[];
  leaf: Block | null;
  /** The line before was blank and ended what it could: another one changes nothing. */
  isBetween: boolean;
};

/** GitHub stops at 100 lists within each other; nobody writes that many, and each line looks at all of them. */
const maxDepth = 100;
/** Of the longest text that GitHub takes, one for every 16 characters. */
export const maxBlocks = 4_096;

export function blocksOf(text: string): readonly Block[] {
  const state: State = { blocks: [], containers: [], leaf: null, isBetween: false };
  const cursor = newCursor();
  for (let start = 0; start < text.length; start += cursor.line.length) {
    const end = text.indexOf('\n', start);
    beginLine(cursor, end < 0 ? text.slice(start) : text.slice(start, end + 1), start);
    readLine(state, cursor);
  }
  return state.blocks;
}

function readLine(state: State, cursor: Cursor): void {
  const { containers, leaf } = state;
  if (leaf?.kind === 'unclear') return add(leaf, cursor);
  const isBlankLine = isAtEnd(cursor);
  if (isBlankLine && state.isBetween) return;
  state.isBetween = false;
  let matched = 0;
  for (const container of containers) {
    if (!goesOn(container, cursor)) break;
    matched += 1;
  }
  const isWhole = matched === containers.length;
  if (isWhole && leaf && takes(state, leaf, cursor)) return;
  openBlocks(state, cursor, matched);
  state.isBetween = isBlankLine;
}

function goesOn(container: Container, cursor: Cursor): boolean {
  if (container.kind === 'quote') {
    if (cursor.indent >= 4 || cursor.line[cursor.next] !== '>') return false;
    passQuote(cursor);
    return true;
  }
  if (isAtEnd(cursor)) return !container.empty;
  if (cursor.indent < container.indent) return false;
  advance(cursor, container.indent);
  container.empty = false;
  return true;
}

/** Whether the leaf that is open takes the line as its own; a paragraph never does before new blocks were looked for. */
function takes(state: State, leaf: Block, cursor: Cursor): boolean {
  switch (leaf.kind) {
    case 'text':
    case 'unclear':
      return false;
    case 'indented':
      if (cursor.indent < 4 && !isAtEnd(cursor)) return false;
      add(leaf, cursor);
      return true;
    case 'fence':
      add(leaf, cursor);
      if (cursor.indent < 4 && isFenceEnd(leaf.mark, restOf(cursor))) {
        leaf.closed = true;
        state.leaf = null;
      }
      return true;
    case 'html':
      if (isAtEnd(cursor) && (leaf.html === 'block' || leaf.html === 'alone')) return false;
      add(leaf, cursor);
      if (htmlEnds(leaf.html, restOf(cursor))) state.leaf = null;
      return true;
  }
}

/** What begins on the line, container by container, down to the leaf that takes the rest of it. */
function openBlocks(state: State, cursor: Cursor, matched: number): void {
  const { containers } = state;
  // A paragraph may go on without the marks of the quotes and lists that it stands in.
  let tip = state.leaf?.kind === 'text' ? state.leaf : null;
  let isOwn = tip !== null && matched === containers.length;
  let kept = matched;
  for (;;) {
    if (isAtEnd(cursor)) return close(state, kept);
    if (kept > maxDepth) {
      begin(state, cursor, kept, { kind: 'unclear', lines: [], why: 'too-deep' });
      return;
    }
    if (cursor.indent >= 4) {
      if (tip) add(tip, cursor);
      else begin(state, cursor, kept, { kind: 'indented', lines: [] });
      return;
    }
    const rest = restOf(cursor);
    const container = containerAt(cursor, rest, isOwn);
    if (container) {
      close(state, kept);
      containers.push(container);
      kept += 1;
      tip = null;
      isOwn = false;
      continue;
    }
    if (isRule(rest) || (isOwn && isUnderline(rest) && tip?.defines !== true)) return close(state, kept);
    const leaf = leafAt(rest, isOwn);
    if (leaf) {
      const block = begin(state, cursor, kept, leaf);
      if (block.kind === 'text' || (block.kind === 'html' && htmlEnds(block.html, rest))) state.leaf = null;
      return;
    }
    if (tip) {
      tip.unsure ||= isUnderline(rest);
      add(tip, cursor);
    } else
      begin(state, cursor, kept, { kind: 'text', lines: [], unsure: false, defines: rest.startsWith('[') });
    return;
  }
}

/** Ends the leaf, and the containers that do not go on. */
function close(state: State, kept: number): void {
  state.leaf = null;
  if (state.containers.length > kept) state.containers.length = kept;
}

function begin(state: State, cursor: Cursor, kept: number, leaf: Leaf): Block {
  close(state, kept);
  const fits = state.blocks.length < maxBlocks;
  const last: Leaf = fits ? leaf : { kind: 'unclear', lines: [], why: 'too-many' };
  const block: Block = { ...last, depth: kept, note: noteOf(state.containers) };
  state.blocks.push(block);
  state.leaf = block;
  add(block, cursor);
  return block;
}

/** The footnote that is innermost; what stands in none is always shown. */
function noteOf(containers: readonly Container[]): string | null {
  for (let at = containers.length - 1; at >= 0; at -= 1) {
    const one = containers[at];
    if (one?.kind === 'item' && one.note !== null) return one.note;
  }
  return null;
}

/** A quote, an item or a footnote that begins here; what stands before its content is passed. */
function containerAt(cursor: Cursor, rest: string, isOwn: boolean): Container | null {
  const { indent } = cursor;
  const first = rest.charAt(0);
  if (first === '>') {
    passQuote(cursor);
    return { kind: 'quote' };
  }
  if (first === '[') {
    const [note, label = ''] = /^\[\^([^\]\s]+)\]:[ \t]*/.exec(rest) ?? [];
    if (note === undefined) return null;
    advance(cursor, indent);
    pass(cursor, note.length);
    return { kind: 'item', indent: 4, empty: isAtEnd(cursor), note: label.toLowerCase() };
  }
  if (!'*+-0123456789'.includes(first) || isRule(rest) || (isOwn && isUnderline(rest))) return null;
  const [marker, number] = /^(?:[*+-]|(\d{1,9})[.)])(?=[ \t\n]|$)/.exec(rest) ?? [];
  if (marker === undefined) return null;
  const isEmpty = isBlank(rest, marker.length);
  // Within a paragraph a number is mostly just a number.
  if (isOwn && (isEmpty || (number !== undefined && Number(number) !== 1))) return null;
  advance(cursor, indent + marker.length);
  const space = cursor.indent;
  const padding = isEmpty || space > 4 ? 1 : space;
  if (!isEmpty || space > 0) advance(cursor, padding);
  return { kind: 'item', indent: indent + marker.length + padding, empty: isEmpty, note: null };
}

/** A heading, a fence or HTML that begins here; null is a paragraph. */
function leafAt(rest: string, isOwn: boolean): Leaf | null {
  switch (rest.charAt(0)) {
    case '#':
      if (!/^#{1,6}(?:[ \t\n]|$)/.test(rest)) return null;
      return { kind: 'text', lines: [], unsure: false, defines: false };
    case '`':
    case '~': {
      const mark = /^`{3,}(?=[^`]*$)|^~{3,}/.exec(rest)?.[0];
      return mark === undefined ? null : { kind: 'fence', lines: [], mark, closed: false };
    }
    case '<': {
      const html = htmlStart(rest, isOwn);
      if (html === 'unclear') return { kind: 'unclear', lines: [], why: 'readers-differ' };
      return html && { kind: 'html', lines: [], html };
    }
    default:
      return null;
  }
}

function isRule(rest: string): boolean {
  return (
    '*_-'.includes(rest.charAt(0)) && /^(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})\n?$/.test(rest)
  );
}

function isUnderline(rest: string): boolean {
  return '=-'.includes(rest.charAt(0)) && /^(?:=+|-+)[ \t]*\n?$/.test(rest);
}

function isBlank(text: string, from: number): boolean {
  for (let at = from; at < text.length; at += 1) if (!' \t\n'.includes(text.charAt(at))) return false;
  return true;
}

function restOf({ line, next }: Cursor): string {
  return line.slice(next);
}

function add(leaf: Block, { line, start, at }: Cursor): void {
  leaf.lines.push({ from: start + at, to: start + line.length });
}
