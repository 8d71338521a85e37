import type { Place } from './place.ts';

const longHeading = 40;

/**
 * The places that are where the headings say; all of them where the headings tell none apart. In this order: those
 * inside the blocks that the headings open; those whose nearest line at the left edge is the last heading, as git has
 * it; those that come after the headings at all, which only a `@@` line without numbers means.
 */
export function narrowByHeadings(
  lines: readonly string[],
  places: readonly Place[],
  headings: readonly string[],
  numbered: 'numbered' | 'bare',
): readonly Place[] {
  const last = headings.at(-1);
  if (last === undefined) return [];
  const inside = places.filter((place) => isInside(lines, place, headings));
  if (inside.length > 0) return inside;
  const under = places.filter(({ first }) => isUnder(lines, first, last));
  if (under.length > 0 || numbered === 'numbered') return under;
  return places.filter(({ first }) => isAfter(lines, first, headings));
}

/** By indentation: going up, each line further left than all before it opens a block that holds the place. */
function isInside(lines: readonly string[], { first, last }: Place, headings: readonly string[]): boolean {
  let wanted = headings.length - 1;
  let width = indentOf(lines.slice(first, last + 1).find((line) => line.trim() !== '') ?? '');
  for (let at = first - 1; at >= 0 && width > 0 && wanted >= 0; at -= 1) {
    const line = lines[at] ?? '';
    if (line.trim() === '' || indentOf(line) >= width) continue;
    width = indentOf(line);
    if (says(line, headings[wanted])) wanted -= 1;
  }
  return wanted < 0;
}

function isUnder(lines: readonly string[], first: number, heading: string): boolean {
  const at = lines.findLastIndex((line, index) => index < first && /^[A-Za-z_$]/.test(line));
  return says(lines[at] ?? '', heading);
}

function isAfter(lines: readonly string[], first: number, headings: readonly string[]): boolean {
  let wanted = 0;
  for (let at = 0; at < first && wanted < headings.length; at += 1) {
    if (says(lines[at] ?? '', headings[wanted])) wanted += 1;
  }
  return wanted === headings.length;
}

/** Git cuts a long heading off, within a word too; people leave out what follows the name. */
function says(line: string, heading: string | undefined): boolean {
  const text = line.trim();
  if (heading === undefined || !text.startsWith(heading)) return false;
  return heading.length >= longHeading || !/^\w/.test(text.slice(heading.length));
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}
