/**
 * A page by its parts, for who looks for edits in it. What edits hold without a fence around them is cut out before the
 * page's structure is read, and set in again: it belongs to files.
 */
import { blocksOf, type Block } from './blocks.ts';
import { bareEditStart, fencePart, openingOf, type FindEdit, type Part } from './fences.ts';
import { shownPieces, shownSurely, type Code, type Shown } from './shown-markup.ts';
import { countCharacters, isTooLong, plainLines, type VisibleText } from './visible.ts';

/** `edits`: the texts, word for word, that may be carried out; before that, the caller asks whether the page shows them. */
export type PagePart = Part & { readonly edits: readonly string[] };
export type Page =
  | {
      readonly kind: 'page';
      readonly visible: () => VisibleText;
      readonly parts: readonly PagePart[];
      /** The whole text, line by line. */
      readonly lines: readonly string[];
      /** Where readers begin to differ on what is shown: `parts` end there. */
      readonly unclear: Unclear | null;
    }
  | { readonly kind: 'too-long'; readonly length: number };

/** The number of a line, from 1, and why it is not read on from there. */
export type Unclear = { readonly line: number; readonly why: UnclearBlock['why'] };
type UnclearBlock = Extract<Block, { kind: 'unclear' }>;

type BareEdit = {
  readonly kind: 'patch' | 'blocks';
  readonly line: number;
  readonly lines: readonly string[];
};
/** The text with a token on a line of its own for each edit; and for each of its lines, the number it had. */
type Cut = {
  readonly text: string;
  readonly edits: readonly BareEdit[];
  readonly numbers: readonly number[];
  /** The line that opens a top-level fence which never ends: nothing is behind it. */
  readonly openFence: string | null;
  /** Why the text ends before the page does; null where it does not. */
  readonly cutOff: UnclearBlock['why'] | null;
};

const editToken = /^ {0,3}\ud803(\d+)\ud804$/;

/** What an edit, or a fence that may hold one, begins with. Most pages have neither, and are not read at all. */
const mayHoldEdit = new RegExp(`\`\`\`|~~~|${bareEditStart.source}`);

/**
 * The parts of a page that are shown for every reading of it; none where nothing on it can begin an edit. Only top-level
 * fences that are closed are fences here; nested ones and indented code are blank. `visible`: what `visibleText` says of
 * the same body.
 */
export function readPage(body: string, visible: () => VisibleText, findEdit: FindEdit): Page {
  if (isTooLong(body)) return { kind: 'too-long', length: countCharacters(body) };
  const plain = plainLines(body);
  const lines = plain.split('\n');
  if (!mayHoldEdit.test(plain)) return { kind: 'page', visible, parts: [], lines, unclear: null };
  const cut = cutEdits(lines, findEdit);
  const shown = shownSurely(cut.text);
  const { parts, end } = partsOf(shown, cut);
  const why = cut.cutOff ?? (shown.isWhole ? null : 'readers-differ');
  return { kind: 'page', visible, parts, lines, unclear: why && { line: cut.numbers[end] ?? 1, why } };
}

function cutEdits(lines: readonly string[], findEdit: FindEdit): Cut {
  const editAt = findEdit(lines);
  const edits: BareEdit[] = [];
  const kept: string[] = [];
  const numbers: number[] = [];
  for (let at = 0; at < lines.length;) {
    const edit = editAt(at);
    numbers.push(at + 1);
    if (edit) {
      const whole = { kind: edit.kind, line: at + 1, lines: lines.slice(at, edit.end) };
      // At its own indentation: it may stand in a list.
      const indent = /^ */.exec(lines[at] ?? '')?.[0] ?? '';
      kept.push(`${indent}\ud803${edits.push(whole) - 1}\ud804`);
    } else kept.push(lines[at] ?? '');
    at = edit?.end ?? at + 1;
  }
  return { ...whileClear(kept.join('\n')), edits, numbers };
}

/** The text up to where two versions of the rules part, and the fence that it ends with, if nothing closes that. */
function whileClear(text: string): Pick<Cut, 'text' | 'openFence' | 'cutOff'> {
  const last = blocksOf(text).at(-1);
  const [line] = last?.lines ?? [];
  if (last?.kind === 'unclear') return { text: text.slice(0, line?.from), openFence: null, cutOff: last.why };
  const isOpen = last?.kind === 'fence' && !last.closed && last.depth === 0;
  const openFence = line && isOpen ? text.slice(line.from, line.to).replace(/\n$/, '') : null;
  return { text, openFence, cutOff: null };
}

/** `end`: the last line that was read, from 0. */
function partsOf(shown: Shown, cut: Cut): { readonly parts: readonly PagePart[]; readonly end: number } {
  const parts: PagePart[] = [];
  let prose = '';
  let from = 0;
  let at = 0;
  const endProse = (): void => {
    const lines = prose.split('\n');
    for (const part of proseParts(lines, from, cut)) parts.push(part);
    prose = '';
  };
  for (const piece of shownPieces(shown)) {
    const text = typeof piece === 'string' ? piece : inProse(piece);
    const fence = typeof piece === 'string' || piece.fence?.depth !== 0 ? null : piece.fence;
    if (fence) {
      endProse();
      parts.push(closedFence(fence.lines, at, cut));
      at += fence.lines.length - 1;
      from = at;
    } else {
      prose += text;
      at += text.split('\n').length - 1;
    }
  }
  endProse();
  return { parts: parts.filter(({ kind, lines }) => kind === 'fence' || lines.length > 0), end: at };
}

/** Code of a line is a part of it; nested fences are no edits, whatever they hold. */
function inProse({ text, fence }: Code): string {
  return fence === null ? text : text.replace(/[^\n]/g, '');
}

function closedFence(lines: readonly string[], at: number, cut: Cut): PagePart {
  const opening = openingOf(lines[0] ?? '') ?? { indent: '', mark: '```', info: '' };
  const inside = withEdits(lines.slice(1, -1), cut);
  // Of the words behind the mark a page shows none; the first is what the colours go by.
  const info = /^[\w+#-]{1,20}(?=$|\s)/.exec(opening.info)?.[0] ?? '';
  const part = fencePart(inside, (cut.numbers[at] ?? 0) + 1, { ...opening, info }, 'closed');
  return { ...part, edits: [inside.join('\n')] };
}

/** The lines between two fences: prose, patches, and at last a fence that was left open. */
function proseParts(lines: readonly string[], from: number, cut: Cut): PagePart[] {
  const parts: PagePart[] = [];
  let first = 0;
  let at = 0;
  const endProse = (end: number): void => {
    const some = lines.slice(first, end);
    const edits = some.flatMap((line) => editIn(line, cut)?.lines.join('\n') ?? []);
    const line = cut.numbers[from + first] ?? 1;
    if (some.length > 0) parts.push({ kind: 'prose', line, lines: withEdits(some, cut), edits });
  };
  for (; at < lines.length; at += 1) {
    const edit = editIn(lines[at] ?? '', cut);
    const opening = lines[at] === cut.openFence ? openingOf(cut.openFence ?? '') : null;
    if (edit?.kind === 'patch') {
      endProse(at);
      first = at + 1;
      parts.push({ ...edit, kind: 'patch', edits: [edit.lines.join('\n')] });
    } else if (opening) {
      endProse(at);
      const inside = withEdits(lines.slice(at + 1), cut);
      return [
        ...parts,
        { ...fencePart(inside, (cut.numbers[from + at] ?? 0) + 1, opening, 'open'), edits: [] },
      ];
    }
  }
  endProse(lines.length);
  return parts;
}

function editIn(line: string, { edits }: Cut): BareEdit | null {
  const index = editToken.exec(line)?.[1];
  return (index !== undefined && edits[Number(index)]) || null;
}

function withEdits(lines: readonly string[], cut: Cut): string[] {
  return lines.flatMap((line) => editIn(line, cut)?.lines ?? [line]);
}
