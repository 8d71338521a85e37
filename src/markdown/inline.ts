/** Code spans and hidden parts within one paragraph of Markdown. */
import { closeTag, isTwofold, openTag, unseenAt, type Unseen } from './html.ts';
import { target } from './link.ts';

export type Inline = {
  readonly code: readonly { readonly from: number; readonly to: number }[];
  readonly unseen: readonly Unseen[];
};

const tail = new RegExp(String.raw`\]${target}|\]\[(?:[^[\]\\]|\\.)*\]`, 'sy');
/** What might be the beginning of a link's end that `tail` is too simple for. */
const openTail = /\]\(\s*\S{0,1000}(?!\S)(?:\s+["'(])?/y;
const image = /!\[(?:[^[\]\\]|\\.|\[[^[\]]*\])*\]/sy;
const address = /(?:https?|ftp):\/\/[^\s<]*|www\.[^\s<]*/iy;
const tag = new RegExp(`${openTag}|${closeTag}|<[A-Za-z][A-Za-z0-9.+-]{1,31}:[^\\s<>]*>`, 'y');
const mail = /<[^\s<>@]*@[^\s<>]*>/y;

/**
 * The code spans of a paragraph, and what it hides: the leftmost of code, HTML and links wins. Where a backtick might
 * belong to a link, an image, an address, a table or a formula, none of them is taken for code.
 */
export function readInline(text: string): Inline {
  if (!/[`<]/.test(text)) return nothing;
  const whole = scan(text);
  if (whole && !(hasTable(text) && isTorn(text, whole))) return whole;
  return { code: [], unseen: closedUnseen(text) };
}

const nothing: Inline = { code: [], unseen: [] };

/** Whether a line may be the one under the heads of a table. */
function hasTable(paragraph: string): boolean {
  return /^[ \t]*[|:-][ \t|:-]*$/m.test(paragraph);
}

/** Whether the cells of a table might part what the paragraph as a whole holds together. */
function isTorn(text: string, { code }: Inline): boolean {
  const outside = withoutRanges(text, code);
  return /[<`]/.test(outside) || code.some(({ from, to }) => /\n|(?<!\\)\|/.test(text.slice(from, to)));
}

/** Null where it cannot be told which backticks belong together. */
function scan(text: string): Inline | null {
  const closing = closingRuns(text);
  const code: { from: number; to: number }[] = [];
  const unseen: Unseen[] = [];
  const closers = new Map<string, number>();
  const special = /\\[!-/:-@[-`{-~]|`+|<|!\[|\][([]|https?:|ftp:|www\./gi;
  let addressed = 0;
  for (let found = special.exec(text); found; found = special.exec(text)) {
    const sign = found[0];
    const at = found.index;
    if (sign.startsWith('`')) {
      const to = closing(at, sign.length);
      if (to === null) continue;
      if (text[at - 1] === '$' || text[to] === '$') return null;
      code.push({ from: at, to });
      special.lastIndex = to;
    } else if (sign === '<') {
      const hidden = hiddenAt(text, at, closers);
      const part = hidden ? text.slice(at, hidden.to) : matchAt(mail, text, at);
      // One version of the rules takes it for hidden, another for plain text with code or tags in it.
      if (part !== null && /[`<]/.test(part.slice(1))) return null;
      if (hidden) unseen.push(hidden);
      special.lastIndex = at + (part ?? matchAt(tag, text, at) ?? sign).length;
    } else if (sign === '![' || sign.startsWith(']')) {
      const part = atomAt(text, at, sign);
      if (part === null || /[`<]/.test(part)) return null;
      special.lastIndex = at + Math.max(1, part.length);
    } else if (!sign.startsWith('\\') && at >= addressed) {
      const part = matchAt(address, text, at) ?? '';
      if (part.includes('`')) return null;
      addressed = at + part.length;
    }
  }
  const outside = withoutRanges(text, code);
  const isUnclear =
    code.length > 0 && ((outside.match(/\$/g)?.length ?? 0) > 1 || /^\s*\[[\s\S]*\]:/.test(outside));
  return isUnclear ? null : { code, unseen };
}

/** A link's end or an image as it stands, empty where it is none; null where it might be one and hold a backtick. */
function atomAt(text: string, at: number, sign: string): string | null {
  if (sign === '![') {
    const label = matchAt(image, text, at);
    return label && label.slice(0, -1) + (matchAt(tail, text, at + label.length - 1) ?? ']');
  }
  const whole = matchAt(tail, text, at);
  if (whole !== null || sign === '][') return whole ?? '';
  const part = matchAt(openTail, text, at);
  return part === null || /["'(]$|[`<]/.test(part.slice(2)) ? null : '';
}

/** A comment or its like that is closed within the text. `closers` remembers which sorts are closed no more. */
function hiddenAt(text: string, at: number, closers: Map<string, number>): Unseen | null {
  const sort = text.slice(at, at + 3);
  if (at >= (closers.get(sort) ?? Infinity)) return null;
  const unseen = unseenAt(text, at);
  if (!unseen) return null;
  if (unseen.behind === 'shown') return isTwofold(text, unseen) ? { ...unseen, behind: 'unclear' } : unseen;
  closers.set(sort, at);
  return null;
}

/** What is hidden in any reading, where code cannot be told. */
export function closedUnseen(text: string): readonly Unseen[] {
  const unseen: Unseen[] = [];
  const closers = new Map<string, number>();
  for (let at = text.indexOf('<'); at >= 0; at = text.indexOf('<', at)) {
    const hidden = hiddenAt(text, at, closers);
    if (hidden) unseen.push(hidden);
    at = hidden?.to ?? at + 1;
  }
  return unseen;
}

/** Finds the end of the next run of so many backticks behind a place; asked from left to right. */
function closingRuns(text: string): (from: number, length: number) => number | null {
  const runs = new Map<number, number[]>();
  for (const { 0: run, index } of text.matchAll(/`+/g)) {
    const starts = runs.get(run.length) ?? [];
    starts.push(index);
    runs.set(run.length, starts);
  }
  for (const starts of runs.values()) starts.reverse();
  return (from, length) => {
    const starts = runs.get(length) ?? [];
    while ((starts.at(-1) ?? Infinity) < from + length) starts.pop();
    const start = starts.at(-1);
    return start === undefined ? null : start + length;
  };
}

function withoutRanges(text: string, ranges: Inline['code']): string {
  let out = '';
  let from = 0;
  for (const range of ranges) {
    out += `${text.slice(from, range.from)} `;
    from = range.to;
  }
  return out + text.slice(from);
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}
