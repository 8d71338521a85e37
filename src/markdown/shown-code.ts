import { blocksOf, type Block, type Range } from './blocks.ts';
import { unseenInHtml, type Unseen } from './html.ts';
import { closedUnseen, readInline } from './inline.ts';
import { shownNotes } from './shown-notes.ts';

/** A fence that its own mark closes. `lines`: all of it, with opening and end. `depth`: in how many quotes and lists. */
export type Fence = { readonly lines: readonly string[]; readonly depth: number };
/**
 * A piece of a Markdown text. `code` is shown to people as it stands: nothing in it can be hidden from them. `unseen` is
 * hidden from them, and `text` says so in its place. `lines`: how many line breaks of the text it takes the place of.
 * Where what is behind it is not shown to everybody, it is the last.
 */
export type Piece =
  | { readonly kind: 'prose'; readonly text: string }
  | {
      readonly kind: 'unseen';
      readonly text: string;
      readonly lines: number;
      readonly behind: Unseen['behind'];
    }
  | { readonly kind: 'code'; readonly text: string; readonly fence: Fence | null };

/** A part that is no prose: code as it is shown, or the mark that is said instead of what is not. */
type Found = Range &
  (
    | { readonly kind: 'code'; readonly text: string; readonly fence: Fence | null }
    | { readonly kind: 'unseen'; readonly text: string; readonly behind: Unseen['behind'] }
  );

/**
 * The pieces of a Markdown text, in order. Whatever GitHub might read otherwise is prose: code is only what is code for
 * every reader.
 */
export function splitCode(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const upTo = (end: number): void => {
    if (end > from) pieces.push({ kind: 'prose', text: text.slice(from, end) });
  };
  for (const found of foundIn(text, blocksOf(text))) {
    // A footnote may go as a whole, with what was found in it.
    if (found.from < from) continue;
    upTo(found.from);
    if (found.kind === 'code') pieces.push({ kind: 'code', text: found.text, fence: found.fence });
    else {
      const { text: mark, behind } = found;
      pieces.push({ kind: 'unseen', text: mark, lines: linesIn(text, found), behind });
      if (behind !== 'shown') return pieces;
    }
    from = found.to;
  }
  upTo(text.length);
  return pieces;
}

function linesIn(text: string, { from, to }: Range): number {
  return text.slice(from, to).split('\n').length - 1;
}

function foundIn(text: string, blocks: readonly Block[]): readonly Found[] {
  const read = blocks.map((block) => ({ block, found: foundInBlock(text, block) }));
  if (blocks.every(({ note }) => note === null)) return read.flatMap(({ found }) => found);
  const shown = shownNotes(
    read.map(({ block, found }) => ({ note: block.note, prose: proseOf(text, block, found) })),
  );
  return read.flatMap(({ block, found }) =>
    block.note === null || shown.has(block.note) ? found : [wholeBlock(text, block, '[footnote removed]')],
  );
}

/** The text of a block without what was found in it. */
function proseOf(text: string, { lines }: Block, found: readonly Found[]): string {
  const first = lines[0]?.from ?? 0;
  let prose = '';
  let from = first;
  for (const part of found) {
    prose += `${text.slice(from, part.from)} `;
    from = part.to;
  }
  return prose + text.slice(from, lines.at(-1)?.to ?? first);
}

function wholeBlock(text: string, { lines }: Block, mark: string): Found {
  const { from, to } = withoutBreak(text, lines[0]?.from ?? 0, lines.at(-1)?.to ?? 0);
  return { kind: 'unseen', from, to, text: mark, behind: 'shown' };
}

function foundInBlock(text: string, block: Block): readonly Found[] {
  const { lines } = block;
  const inner = innerText(text, lines);
  switch (block.kind) {
    case 'text': {
      if (block.unsure) return placed(text, lines, closedUnseen(inner));
      const { code, unseen } = readInline(inner);
      if (unseen.length === 0) return placed(text, lines, code);
      const parts = [...code, ...unseen].toSorted((one, other) => one.from - other.from);
      return placed(text, lines, parts);
    }
    case 'indented':
      return lines.map(({ from, to }) => codeIn(text, withoutBreak(text, from, to)));
    case 'fence': {
      if (!block.closed) return placed(text, lines, closedUnseen(inner));
      return drawn.test(inner) ? placed(text, lines, undrawn(inner)) : [fenced(text, block)];
    }
    case 'html':
    case 'unclear':
      return placed(text, lines, unseenInHtml(inner));
  }
}

/** A block's lines as one text; mostly they stand one behind the other, and nothing is copied. */
function innerText(text: string, lines: readonly Range[]): string {
  const isOne = lines.every(({ from }, at) => at === 0 || lines[at - 1]?.to === from);
  if (isOne) return text.slice(lines[0]?.from, lines.at(-1)?.to);
  return lines.map(({ from, to }) => text.slice(from, to)).join('');
}

/** Parts of the lines of a block as parts of the text; in order. */
function placed(text: string, lines: readonly Range[], parts: readonly (Range | Unseen)[]): readonly Found[] {
  if (parts.length === 0) return [];
  let index = 0;
  let before = 0;
  const at = (offset: number): number => {
    for (let line = lines[index]; line; line = lines[index]) {
      const size = line.to - line.from;
      if (offset < before + size) return line.from + offset - before;
      before += size;
      index += 1;
    }
    throw new Error('a part beyond its block');
  };
  return parts.map((part): Found => {
    const range = { from: at(part.from), to: at(part.to - 1) + 1 };
    return 'mark' in part
      ? { kind: 'unseen', ...range, text: part.mark, behind: part.behind }
      : codeIn(text, range);
  });
}

function codeIn(text: string, { from, to }: Range): Found {
  return { kind: 'code', from, to, text: text.slice(from, to), fence: null };
}

/** Without its line break: what stands on the next line begins a line. */
function withoutBreak(text: string, from: number, to: number): Range {
  return { from, to: text[to - 1] === '\n' ? to - 1 : to };
}

/** A fence as a page shows it: of what stands behind its mark no word is seen, and the first chooses the colours. */
function fenced(text: string, { lines, depth }: Block): Found {
  const first = lines[0] ?? { from: 0, to: 0 };
  const { from, to } = withoutBreak(text, first.from, lines.at(-1)?.to ?? first.to);
  const fence = {
    lines: lines.map((line) => text.slice(line.from, line.to).replace(/\n$/, '')),
    depth,
  };
  const [opening = '', mark = '', info = ''] =
    /^([ \t]*(?:`{3,}|~{3,})[ \t]*)([^\n]*)/.exec(text.slice(first.from, first.to)) ?? [];
  if (/^[\w.+#-]{0,20}[ \t]*$/.test(info))
    return { kind: 'code', from, to, text: text.slice(from, to), fence };
  const language = /^[\w.+#-]{1,20}[ \t]+/.exec(info)?.[0] ?? '';
  const said = `${mark}${language}[info removed]${text.slice(from + opening.length, to)}`;
  return { kind: 'code', from, to, text: said, fence };
}

/** Fences that GitHub shows as a picture, a formula or a map. */
const drawn = /^[ \t]*[`~]{3,}[ \t]*(?:math|mermaid|geojson|topojson|stl)\b/i;

/** The comments of a formula or a diagram; of a map there is nothing to read. */
function undrawn(fence: string): readonly Unseen[] {
  if (!/^[ \t]*[`~]{3,}[ \t]*m/i.test(fence))
    return [{ from: 0, to: fence.trimEnd().length, mark: '[map removed]', behind: 'shown' }];
  return [...fence.matchAll(/(?<!\\)%[^\n]*/g)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
    mark: '[comment removed]',
    behind: 'shown',
  }));
}
