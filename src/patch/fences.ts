import { indexFrom } from './change/text.ts';

/** A part of a Markdown text; a `patch` is a bare V4A one. `line` is the number, from 1, of the first of `lines` in the whole text. */
export type Part =
  | { readonly kind: 'prose' | 'patch'; readonly line: number; readonly lines: readonly string[] }
  | {
      readonly kind: 'fence';
      readonly line: number;
      readonly lines: readonly string[];
      readonly info: string;
      /** The backquotes or tildes that opened it. */
      readonly mark: string;
      readonly end: 'closed' | 'open';
    };

/** What no text of more than one part, and none with a hidden one, is without. */
const mayHold = /`{3}|~{3}|\*\*\* Begin Patch|<!--/;

/**
 * Prose and code fences of a Markdown text. On a page, what stands in an HTML comment is blank here: nobody who reads
 * it sees that, so nobody who labels the issue has agreed to it. A reply is read as it was sent.
 */
export function splitFences(body: string, seenAs: 'page' | 'reply'): Part[] {
  const lines = body.includes('\r') ? body.split(/\r?\n/) : body.split('\n');
  if (!mayHold.test(body)) return [{ kind: 'prose', line: 1, lines }];
  const parts: Part[] = [];
  let prose: string[] = [];
  let hidden = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = hidden ? null : openingOf(line);
    if (!hidden && /^ {0,3}\*\*\* Begin Patch\s*$/.test(line)) {
      const end = endOfV4a(lines, at);
      pushProse(parts, prose, at);
      prose = [];
      const next = end < 0 ? lines.length : end + 1;
      parts.push({ kind: 'patch', line: at + 1, lines: lines.slice(at, next) });
      at = next - 1;
      continue;
    }
    if (fence === null) {
      const seen: Seen = seenAs === 'page' ? withoutComments(line, hidden) : { text: line, hidden: false };
      hidden = seen.hidden;
      prose.push(seen.text);
      continue;
    }
    pushProse(parts, prose, at);
    prose = [];
    const last = indexFrom(lines, at + 1, (one) => closes(one, fence));
    const inside = lines.slice(at + 1, last < 0 ? lines.length : last);
    parts.push({
      kind: 'fence',
      line: at + 2,
      lines: inside.map((one) => unindent(one, fence.indent.length)),
      info: fence.info,
      mark: fence.mark,
      end: last < 0 ? 'open' : 'closed',
    });
    at = last < 0 ? lines.length : last;
  }
  pushProse(parts, prose, lines.length);
  return parts;
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

function pushProse(parts: Part[], lines: readonly string[], end: number): void {
  if (lines.length > 0) parts.push({ kind: 'prose', line: end - lines.length + 1, lines });
}

type Opening = { indent: string; mark: string; info: string };

function openingOf(line: string): Opening | null {
  if (!line.includes('```') && !line.includes('~~~')) return null;
  const [, indent = '', mark = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return null;
  return { indent, mark, info: info.trim() };
}

/** At the opening's own indentation only: a diff's context line holding a fence is not the end of the fence. */
function closes(line: string, { indent, mark }: Opening): boolean {
  if (!line.startsWith(indent + mark)) return false;
  const rest = line.slice(indent.length).trimEnd();
  return rest.length >= mark.length && rest === mark.charAt(0).repeat(rest.length);
}

function unindent(line: string, width: number): string {
  if (width === 0) return line;
  const blank = /^\s*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blank, width));
}

type Seen = { text: string; hidden: boolean };

function withoutComments(line: string, hidden: boolean): Seen {
  let text = '';
  let rest = line;
  let inside = hidden;
  while (rest !== '') {
    const at = rest.indexOf(inside ? '-->' : '<!--');
    if (!inside) text += at < 0 ? rest : rest.slice(0, at);
    if (at < 0) break;
    rest = rest.slice(at + (inside ? 3 : 4));
    inside = !inside;
  }
  return { text, hidden: inside };
}
