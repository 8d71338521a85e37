/** What a page shows of a Markdown text: the one reading that prompts, goals and directives take their text from. */
import { withoutInvisible } from './invisible.ts';
import { shownMarkup, withCode } from './shown-markup.ts';

declare const shown: unique symbol;
/** A text of which a page shows every part. Only this file makes one. */
export type VisibleText = string & { readonly [shown]: 'visible' };

/** Twice what GitHub takes for the text of an issue or a comment. */
export const maxRead = 131_072;
/** Far more than any honest text needs: what is removed may leave something new behind, but not again and again. */
const maxRounds = 6;

/**
 * People's Markdown without what GitHub does not show: HTML comments, invisible and control characters, text of images,
 * titles of links, hidden elements, footnotes that nothing names, words behind the mark of a fence. Code stays as it is,
 * since people see it. Where it cannot be told what GitHub shows, it goes, and a mark says so in its place. Doing it
 * twice changes nothing more.
 */
export function visibleText(text: string): VisibleText {
  if (text.length > maxRead)
    return visible(`[text of ${text.length} characters removed: at most ${maxRead} are read]`);
  // An invisible character may part what would hide something, or join it: what is shown is so with it and without it.
  const raw = plainLines(text);
  const withThem = settled(raw);
  const without = withoutInvisible(withThem);
  return visible(without === withThem ? withThem : settled(without));
}

/** People's text that is no Markdown, such as a title: it keeps all that can be seen. */
export function visibleLine(text: string): VisibleText {
  return visible(withoutInvisible(text));
}

/** Texts as paragraphs of one. */
export function joinVisible(...texts: readonly VisibleText[]): VisibleText {
  return visible(texts.join('\n\n'));
}

/** As GitHub stores it: whole characters, and only its own ends of lines. */
export function plainLines(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n');
}

function settled(text: string): string {
  let clean = text;
  for (let round = 0; round < maxRounds; round += 1) {
    const next = withCode(shownMarkup(clean, 'close'));
    if (next === clean) return clean;
    clean = next;
  }
  return '[text removed: it hides something within what it hides, again and again]';
}

function visible(text: string): VisibleText {
  return text as VisibleText;
}
