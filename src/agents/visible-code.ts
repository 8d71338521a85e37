import { blocksOf, type Block, type Range } from './markdown-blocks.ts';
import { unseenInHtml, type Unseen } from './markdown-html.ts';
import { closedUnseen, readInline } from './markdown-inline.ts';

/**
 * A piece of a Markdown text. `code` is shown to people as it stands: nothing in it can be hidden from them. `unseen` is
 * hidden from them, and `text` says so in its place.
 */
export type Piece = { readonly kind: 'code' | 'prose' | 'unseen'; readonly text: string };
/** A part that is no prose. `mark`: what to say instead of it; null is code. `openEnd`: nothing behind it is shown. */
type Found = Range & { readonly mark: string | null; readonly openEnd: boolean };

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
  for (const block of blocksOf(text))
    for (const found of foundIn(text, block)) {
      upTo(found.from);
      const { mark } = found;
      pieces.push(
        mark === null
          ? { kind: 'code', text: text.slice(found.from, found.to) }
          : { kind: 'unseen', text: mark },
      );
      if (found.openEnd) return pieces;
      from = found.to;
    }
  upTo(text.length);
  return pieces;
}

function foundIn(text: string, block: Block): readonly Found[] {
  const { lines } = block;
  const inner = lines.map(({ from, to }) => text.slice(from, to)).join('');
  switch (block.kind) {
    case 'text': {
      if (block.unsure) return placed(lines, closedUnseen(inner));
      const { code, unseen } = readInline(inner, hasTable(inner));
      return placed(
        lines,
        [...code, ...unseen].toSorted((one, other) => one.from - other.from),
      );
    }
    case 'indented':
      return lines.map(({ from, to }) => shown(text, from, to));
    case 'fence': {
      if (!block.closed) return placed(lines, closedUnseen(inner));
      return drawn.test(inner) ? placed(lines, undrawn(inner)) : fenced(text, lines);
    }
    case 'html':
    case 'unclear':
      return placed(lines, unseenInHtml(inner));
  }
}

/** Parts of the lines of a block as parts of the text; in order. */
function placed(lines: readonly Range[], parts: readonly (Range | Unseen)[]): readonly Found[] {
  let [index, before] = [0, 0];
  const at = (offset: number): number => {
    for (let line = lines[index]; line; line = lines[index]) {
      const size = line.to - line.from;
      if (offset < before + size) return line.from + offset - before;
      before += size;
      index += 1;
    }
    throw new Error('a part beyond its block');
  };
  return parts.map((part) => {
    const range = { from: at(part.from), to: at(part.to - 1) + 1 };
    return 'mark' in part
      ? { ...range, mark: part.mark, openEnd: part.openEnd }
      : { ...range, mark: null, openEnd: false };
  });
}

/** Without its line break: what stands on the next line begins a line. */
function shown(text: string, from: number, to: number): Found {
  return { from, to: text[to - 1] === '\n' ? to - 1 : to, mark: null, openEnd: false };
}

/** A fence as a page shows it: of what stands behind its mark no word is seen, and the first chooses the colours. */
function fenced(text: string, lines: readonly Range[]): readonly Found[] {
  const [first, last] = [lines[0], lines.at(-1)];
  if (!first || !last) return [];
  const [opening = '', mark = '', info = ''] =
    /^([ \t]*(?:`{3,}|~{3,})[ \t]*)([^\n]*)/.exec(text.slice(first.from, first.to)) ?? [];
  if (/^[\w.+#-]{0,20}[ \t]*$/.test(info)) return [shown(text, first.from, last.to)];
  const language = /^[\w.+#-]{1,20}[ \t]+/.exec(info)?.[0] ?? '';
  const from = first.from + mark.length + language.length;
  const to = first.from + opening.length;
  return [
    { from: first.from, to: from, mark: null, openEnd: false },
    { from, to, mark: '[info removed]', openEnd: false },
    shown(text, to, last.to),
  ];
}

/** Fences that GitHub shows as a picture, a formula or a map. */
const drawn = /^[ \t]*[`~]{3,}[ \t]*(?:math|mermaid|geojson|topojson|stl)\b/i;

/** The comments of a formula or a diagram; of a map there is nothing to read. */
function undrawn(fence: string): readonly Unseen[] {
  if (!/^[ \t]*[`~]{3,}[ \t]*m/i.test(fence))
    return [{ from: 0, to: fence.trimEnd().length, mark: '[map removed]', openEnd: false }];
  return [...fence.matchAll(/(?<!\\)%[^\n]*/g)].map(({ 0: { length }, index }) => ({
    from: index,
    to: index + length,
    mark: '[comment removed]',
    openEnd: false,
  }));
}

/** Whether a line may be the one under the heads of a table. */
function hasTable(paragraph: string): boolean {
  return /^[ \t]*[|:-][ \t|:-]*$/m.test(paragraph);
}
