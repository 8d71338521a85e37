import { proseLines } from '../../../markdown/prose-lines.ts';

export type IssueText = { readonly title: string; readonly body: string };

/** What GitHub takes for a title and a text. */
const most = { title: 256, body: 65_536 };

/** An issue as a Markdown file: the first heading is the title, whatever else stands there the text. */
export function readIssueFile(
  text: string,
): ({ readonly kind: 'issue' } & IssueText) | { readonly kind: 'wrong'; readonly message: string } {
  const lines = text.replace(/^\uFEFF/, '').split(/\r?\n/);
  const found = headingIn(lines);
  if (!found)
    return wrong('has no heading. Add one ("# What is to be done"): it becomes the title of the issue.');
  if (found.title === '') return wrong('has a first heading without words, so the issue has no title.');
  if (found.title.length > most.title)
    return wrong(`has a title of ${found.title.length} characters; GitHub takes ${most.title}.`);
  const body = [...lines.slice(0, found.from), ...lines.slice(found.to)].join('\n').trim();
  if (body.length > most.body)
    return wrong(`has a text of ${body.length} characters; GitHub takes ${most.body}.`);
  return { kind: 'issue', title: found.title, body };
}

/** The first heading outside code: a `#` in a fence is a comment of some language. */
function headingIn(lines: readonly string[]): { title: string; from: number; to: number } | null {
  const prose = proseLines(lines);
  for (const [index, line] of lines.entries()) {
    if (!prose.has(index)) continue;
    const atx = /^ {0,3}#{1,6}(?:[ \t]+(.*?))?(?:[ \t]+#+)?[ \t]*$/.exec(line);
    if (atx) return { title: (atx[1] ?? '').trim(), from: index, to: index + 1 };
    const next = lines[index + 1];
    if (line.trim() !== '' && next !== undefined && /^ {0,3}(=+|-+)[ \t]*$/.test(next))
      return { title: line.trim(), from: index, to: index + 2 };
  }
  return null;
}

function wrong(message: string): { kind: 'wrong'; message: string } {
  return { kind: 'wrong', message };
}
