/** What a page shows of a Markdown text: the one reading that prompts, goals and directives take their text from. */
import { withoutInvisible } from './invisible.ts';
import { shownMarkup, withCode } from './shown-markup.ts';

declare const shown: unique symbol;
/** A text of which a page shows every part. Only this file makes one. */
export type VisibleText = string & { readonly [shown]: 'visible' };

/** What GitHub takes for the text of an issue or a comment: 65,536 characters, each of up to four bytes. */
export const maxRead = 65_536;
/**
 * Far more than any honest text needs: what is removed may leave something new behind, but not again and again. The
 * longest text is read four times at the most: as it is and without what is invisible, each until nothing changes.
 */
const rounds = { enough: 4, max: 12, maxCharacters: 4 * maxRead };

/**
 * People's Markdown without what GitHub does not show: HTML comments, invisible and control characters, text of images,
 * titles of links, hidden elements, footnotes that nothing names, words behind the mark of a fence. Code stays as it is,
 * since people see it. Where it cannot be told what GitHub shows, it goes, and a mark says so in its place. Doing it
 * twice changes nothing more.
 */
export function visibleText(text: string): VisibleText {
  if (isTooLong(text))
    return visible(`[text of ${countCharacters(text)} characters removed: at most ${maxRead} are read]`);
  // An invisible character may part what would hide something, or join it: what is shown is so with it and without it.
  const effort = { rounds: 0, characters: 0 };
  const withThem = settled(plainLines(text), effort);
  const without = withThem && withoutInvisible(withThem);
  const seen = without === withThem ? withThem : without && settled(without, effort);
  return visible(seen ?? '[text removed: it hides something within what it hides, again and again]');
}

/** Whether a text is longer than GitHub takes, which counts characters and not their halves. */
export function isTooLong(text: string): boolean {
  return text.length > maxRead && (text.length > 2 * maxRead || countCharacters(text) > maxRead);
}

export function countCharacters(text: string): number {
  let count = text.length;
  for (let at = 0; at < text.length; at += 1) if ((text.codePointAt(at) ?? 0) > 0xffff) count -= 1;
  return count;
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

/** The text as it is shown, read until nothing more changes; null where that is not soon. */
function settled(text: string, effort: { rounds: number; characters: number }): string | null {
  for (let clean = text; ;) {
    effort.rounds += 1;
    effort.characters += clean.length;
    const isMuch = effort.rounds > rounds.enough && effort.characters > rounds.maxCharacters;
    if (isMuch || effort.rounds > rounds.max) return null;
    const next = withCode(shownMarkup(clean, 'close'));
    if (next === clean) return clean;
    clean = next;
  }
}

function visible(text: string): VisibleText {
  return text as VisibleText;
}
