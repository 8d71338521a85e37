import type { Hunk } from '../edit.ts';
import type { Place } from './place.ts';

/**
 * Gives the lines that a hunk inserts the indentation of the file, where hunk and file differ only in that. Learnt
 * from the lines that both have; null where they contradict each other, or say nothing of an indentation.
 */
export function reindent(hunk: Hunk, place: Place, lines: readonly string[]): readonly string[] | null {
  const inserted = hunk.lines.map(({ text }) => text);
  const pairs = hunk.lines.flatMap(({ op, text }, index) => {
    const line = lines[place.at[index] ?? -1];
    return op === 'insert' || line === undefined || text.trim() === ''
      ? []
      : [[indentOf(text), indentOf(line)]];
  });
  const known = new Map<string, string>();
  for (const [ours = '', theirs = ''] of pairs) {
    if ((known.get(ours) ?? theirs) !== theirs) return null;
    known.set(ours, theirs);
  }
  if (new Set(known.values()).size < known.size) return null;
  if ([...known].every(([ours, theirs]) => ours === theirs)) return inserted;
  const shift = shiftOf([...known]) ?? tabsOf([...known]);
  const result: string[] = [];
  for (const [index, text] of inserted.entries()) {
    const indent = indentOf(text);
    const to = known.get(indent) ?? shift?.(indent) ?? null;
    if (hunk.lines[index]?.op !== 'insert' || text.trim() === '') result.push(text);
    else if (to === null) return null;
    else result.push(to + text.slice(indent.length));
  }
  return result;
}

type Shift = (indent: string) => string | null;

/** Every known line stands the same distance to the right, or to the left. */
function shiftOf(known: readonly (readonly [string, string])[]): Shift | null {
  const [ours, theirs] = known[0] ?? ['', ''];
  if (theirs.endsWith(ours)) {
    const prefix = theirs.slice(0, theirs.length - ours.length);
    if (known.every(([one, other]) => other === prefix + one)) return (indent) => prefix + indent;
  }
  if (ours.endsWith(theirs)) {
    const prefix = ours.slice(0, ours.length - theirs.length);
    if (known.every(([one, other]) => one === prefix + other))
      return (indent) => (indent.startsWith(prefix) ? indent.slice(prefix.length) : null);
  }
  return null;
}

/** The hunk has tabs where the file has a fixed number of spaces, or the other way round. */
function tabsOf(known: readonly (readonly [string, string])[]): Shift | null {
  for (const width of [4, 8, 2, 3]) {
    const spaces = ' '.repeat(width);
    if (known.every(([one, other]) => one.replaceAll('\t', spaces) === other))
      return (indent) => indent.replaceAll('\t', spaces);
    if (known.every(([one, other]) => one.replaceAll(spaces, '\t') === other))
      return (indent) => indent.replaceAll(spaces, '\t');
  }
  return null;
}

function indentOf(text: string): string {
  return /^[ \t]*/.exec(text)?.[0] ?? '';
}
