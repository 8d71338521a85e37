/**
 * Prose and code fences of a text that is no page: a model's reply, a file. It is read more loosely than a page
 * (`page.ts`): a fence may stand at any indentation, and what an edit holds is never taken for structure.
 */

/** A part of a text. `line` is the number, from 1, of the first of `lines` in the whole text. */
export type Part =
  | {
      readonly kind: 'prose' | 'patch';
      readonly line: number;
      readonly lines: readonly string[];
    }
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
 * An edit that begins at a line without a fence around it. `end`: the line behind it. A `patch` is a part of its own;
 * `blocks` stay in their prose, since the line above names their file.
 */
export type BareEdit = { readonly kind: 'patch' | 'blocks'; readonly end: number };
/** Of lines: finds the edit that begins at one of them, null where none does. Asked from the first line to the last. */
export type FindEdit = (lines: readonly string[]) => (at: number) => BareEdit | null;

/** What such an edit begins with: most texts hold none, and are not looked through line by line. */
export const bareEditStart = /<<<<< SEARCH|\*\*\* Begin Patch/;

/** For texts in which no edit stands without a fence. */
export const noEdits: FindEdit = () => () => null;

/** What opens a fence. */
export type Opening = { readonly indent: string; readonly mark: string; readonly info: string };

export function openingOf(line: string): Opening | null {
  if (!line.includes('```') && !line.includes('~~~')) return null;
  const [, indent = '', mark = '', info = ''] = /^(\s*)(`{3,}|~{3,})(.*)$/.exec(line) ?? [];
  if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return null;
  return { indent, mark, info: info.trim() };
}

/** Whether a line, without what is before its first mark, ends the fence that such a mark opened. */
export function isFenceEnd(mark: string, rest: string): boolean {
  if (!rest.startsWith(mark)) return false;
  // From behind, character by character: a pattern would try a long row of spaces from each of them.
  let end = rest.length;
  while (' \t\r\n'.includes(rest.charAt(end - 1))) end -= 1;
  return rest.slice(0, end) === mark.charAt(0).repeat(end);
}

/** The parts of a reply, in order. */
export function splitFences(text: string, findEdit: FindEdit): Part[] {
  const lines = text.split(/\r?\n/);
  const editAt = findEdit(lines);
  const parts: Part[] = [];
  let from = 0;
  const endProse = (to: number): void => {
    if (to > from) parts.push({ kind: 'prose', line: from + 1, lines: lines.slice(from, to) });
  };
  for (let at = 0; at < lines.length;) {
    const edit = editAt(at);
    const opening = edit ? null : openingOf(lines[at] ?? '');
    if (edit?.kind === 'blocks') at = edit.end;
    else if (edit) {
      endProse(at);
      parts.push({ kind: 'patch', line: at + 1, lines: lines.slice(at, edit.end) });
      at = edit.end;
      from = at;
    } else if (opening) {
      endProse(at);
      const last = lastOf(lines, at + 1, opening, editAt);
      parts.push(
        fencePart(lines.slice(at + 1, last), at + 2, opening, last < lines.length ? 'closed' : 'open'),
      );
      at = last + 1;
      from = at;
    } else at += 1;
  }
  endProse(lines.length);
  return parts;
}

/** A fence's part, its lines without the indentation of the fence. */
export function fencePart(
  lines: readonly string[],
  line: number,
  { indent, mark, info }: Opening,
  end: 'closed' | 'open',
): Extract<Part, { kind: 'fence' }> {
  return { kind: 'fence', line, lines: lines.map((one) => unindent(one, indent.length)), info, mark, end };
}

/**
 * The line that closes a fence; where none does, the end of the text. It stands at the opening's own indentation: a
 * diff's context line that holds a fence is not the end of the fence. Nor is what an edit in it holds.
 */
function lastOf(
  lines: readonly string[],
  from: number,
  { indent, mark }: Opening,
  editAt: (at: number) => BareEdit | null,
): number {
  for (let at = from; at < lines.length;) {
    const line = lines[at] ?? '';
    const edit = editAt(at);
    if (edit) at = edit.end;
    else if (line.startsWith(indent) && isFenceEnd(mark, line.slice(indent.length))) return at;
    else at += 1;
  }
  return lines.length;
}

function unindent(line: string, width: number): string {
  if (width === 0) return line;
  const blank = /^\s*/.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(blank, width));
}
