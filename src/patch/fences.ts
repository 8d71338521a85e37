/** A part of a Markdown text. `line` is the number, from 1, of the first of `lines` in the whole text. */
export type Part =
  | { readonly kind: 'prose'; readonly line: number; readonly lines: readonly string[] }
  | {
      readonly kind: 'fence';
      readonly line: number;
      readonly lines: readonly string[];
      readonly info: string;
      /** The backquotes or tildes that opened it. */
      readonly mark: string;
      readonly end: 'closed' | 'open';
    };

/**
 * Prose and code fences of a Markdown text. On a page, what stands in an HTML comment is blank here: nobody who reads
 * it sees that, so nobody who labels the issue has agreed to it. A reply is read as it was sent.
 */
export function splitFences(body: string, seenAs: 'page' | 'reply'): Part[] {
  const lines = body.split(/\r?\n/);
  const parts: Part[] = [];
  let prose: string[] = [];
  let hidden = false;
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? '';
    const fence = hidden ? null : openingOf(line);
    if (fence === null) {
      const seen: Seen = seenAs === 'page' ? withoutComments(line, hidden) : { text: line, hidden: false };
      hidden = seen.hidden;
      prose.push(seen.text);
      continue;
    }
    if (prose.length > 0) parts.push({ kind: 'prose', line: at - prose.length + 1, lines: prose });
    prose = [];
    const last = lines.findIndex((one, index) => index > at && closes(one, fence));
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
  if (prose.length > 0) parts.push({ kind: 'prose', line: lines.length - prose.length + 1, lines: prose });
  return parts;
}

type Opening = { indent: string; mark: string; info: string };

function openingOf(line: string): Opening | null {
  const [, indent = '', mark = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return null;
  return { indent, mark, info: info.trim() };
}

/** At the opening's own indentation only: a diff's context line holding a fence is not the end of the fence. */
function closes(line: string, { indent, mark }: Opening): boolean {
  if (!line.startsWith(indent)) return false;
  const rest = line.slice(indent.length).trimEnd();
  return rest.length >= mark.length && rest === mark.charAt(0).repeat(rest.length);
}

function unindent(line: string, width: number): string {
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
