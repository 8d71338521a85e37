import type { Text } from '../change/text.ts';

/**
 * Takes lines out and puts lines in (before the line of that index). What stays is copied in pieces, byte for byte;
 * `final` says whether the last line ends with a newline.
 */
export function rewrite(
  text: Text,
  deleted: ReadonlySet<number>,
  inserted: ReadonlyMap<number, readonly string[]>,
  final: boolean,
): string {
  const { raw } = text;
  const source = ended(text);
  const pieces: string[] = text.bom ? ['\ufeff'] : [];
  let line = 0;
  let offset = 0;
  let copied = 0;
  const goTo = (end: number): void => {
    for (; line < end; line += 1) offset += (raw[line]?.length ?? 0) + 1;
    if (line === raw.length) offset = source.length;
  };
  for (const at of [...new Set([...deleted, ...inserted.keys()])].toSorted((a, b) => a - b)) {
    goTo(at);
    pieces.push(source.slice(copied, offset));
    const ending = endingAt(text, at);
    for (const one of inserted.get(at) ?? []) pieces.push(one, ending);
    if (deleted.has(at)) goTo(at + 1);
    copied = offset;
  }
  pieces.push(source.slice(copied));
  const result = pieces.join('');
  if (final) return result;
  const isOwn = !text.final && !deleted.has(raw.length - 1) && !inserted.has(raw.length);
  return isOwn ? result.slice(0, text.source.length - source.length) : withoutEnding(result);
}

/** The file as if its last line ended like the others: then each line ends, and any may come last. */
function ended(text: Text): string {
  const { source, raw, final } = text;
  return final || raw.length === 0 ? source : source + endingAt(text, raw.length);
}

function withoutEnding(text: string): string {
  if (text.endsWith('\r\n')) return text.slice(0, -2);
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}

/** How a line that comes in here ends: as its neighbours do, the line above, else the one below. */
function endingAt({ raw, lines, final }: Text, at: number): '\n' | '\r\n' {
  if (raw === lines) return '\n';
  const terminated = final ? raw.length : raw.length - 1;
  for (const neighbour of [at - 1, at, at - 2]) {
    if (neighbour >= 0 && neighbour < terminated) return raw[neighbour]?.endsWith('\r') ? '\r\n' : '\n';
  }
  return '\n';
}
