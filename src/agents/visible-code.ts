/** A piece of a Markdown text. `code` is shown to people as it stands: nothing in it can be hidden from them. */
export type Piece = { readonly kind: 'code' | 'prose'; readonly text: string };

/** HTML that goes on over blank lines: behind it, what looks like a fence may be none. */
const longHtml = /<(?:pre|script|style|textarea)\b|<[!?]/i;

/**
 * The pieces of a Markdown text, in order; together they are the text. Whatever GitHub might read otherwise is prose:
 * code is only what is code for every reader.
 */
export function splitCode(text: string): Piece[] {
  if (longHtml.test(text)) return [{ kind: 'prose', text }];
  const lines = text.split(/(?<=\n)/);
  const pieces: Piece[] = [];
  const unclosed = new Map<string, number>();
  let chunk: string[] = [];
  let hasMarkup = false;
  const endChunk = (): void => {
    pieces.push(...splitChunk(chunk));
    chunk = [];
    hasMarkup = false;
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const last = hasMarkup ? -1 : closingOf(lines, at, unclosed);
    if (last < 0) {
      chunk.push(line);
      hasMarkup ||= line.includes('<');
      if (line.trim() === '') endChunk();
      continue;
    }
    endChunk();
    pieces.push({ kind: 'code', text: lines.slice(at, last + 1).join('') });
    at = last;
  }
  endChunk();
  return joined(pieces);
}

/** Neighbours of one kind as one piece: markup may go over lines. */
function joined(pieces: readonly Piece[]): Piece[] {
  const all: Piece[] = [];
  for (const piece of pieces) {
    const last = all.at(-1);
    if (last?.kind === piece.kind) all[all.length - 1] = { ...last, text: last.text + piece.text };
    else all.push(piece);
  }
  return all;
}

/**
 * Where the fence that opens here is closed; -1: none opens, or it is left open. Indented ones may belong to a list.
 * `unclosed` remembers the shortest marks that no line further down closes.
 */
function closingOf(lines: readonly string[], at: number, unclosed: Map<string, number>): number {
  const mark = /^(`{3,})[^`]*$|^(~{3,})/.exec((lines[at] ?? '').trimEnd());
  const ticks = mark?.[1] ?? mark?.[2];
  if (ticks === undefined) return -1;
  const sign = ticks[0] ?? '`';
  if (ticks.length >= (unclosed.get(sign) ?? Infinity)) return -1;
  for (let index = at + 1; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    const inner = line.trim();
    if (inner.length >= ticks.length && inner === sign.repeat(inner.length) && /^ {0,3}\S/.test(line))
      return index;
  }
  unclosed.set(sign, ticks.length);
  return -1;
}

/** Code spans of lines without a blank one between, where no reading of the lines could shift them. */
function splitChunk(lines: readonly string[]): Piece[] {
  const whole: Piece[] = lines.length === 0 ? [] : [{ kind: 'prose', text: lines.join('') }];
  const pieces: Piece[] = [];
  for (const line of lines) {
    const spans = spansOf(line);
    if (spans === null) return whole;
    pieces.push(...spans);
  }
  const around = pieces.map(({ kind, text }) => (kind === 'prose' ? text : '')).join('`');
  // HTML, an image, a table or the definition of a link would take the backticks for its own.
  return /[<|]|!\[|\]:|\\`/.test(around) ? whole : pieces;
}

/** Null where a backtick of the line has no partner on it. */
function spansOf(line: string): Piece[] | null {
  const pieces: Piece[] = [];
  let from = 0;
  for (;;) {
    const open = line.indexOf('`', from);
    if (open < 0) break;
    const ticks = /^`+/.exec(line.slice(open))?.[0] ?? '`';
    const close = closingRun(line, open + ticks.length, ticks.length);
    if (close < 0) return null;
    pieces.push({ kind: 'prose', text: line.slice(from, open) });
    from = close + ticks.length;
    pieces.push({ kind: 'code', text: line.slice(open, from) });
  }
  pieces.push({ kind: 'prose', text: line.slice(from) });
  return pieces;
}

function closingRun(line: string, from: number, length: number): number {
  for (const { 0: run, index } of line.slice(from).matchAll(/`+/g))
    if (run.length === length) return from + index;
  return -1;
}
