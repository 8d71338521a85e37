/**
 * The one table of characters that show nothing, or change the order in which others are shown: format characters
 * (zero width, bidi, tags), fillers, variation selectors, line and paragraph separators, private use. What stands below
 * it are its uses.
 */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu;
/** Control characters, but for a tab and the end of a line. */
const control = /[^\P{Cc}\t\n]/gu;
const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;
/** Python starts a new line at each of these; nobody else shows one. */
const loneReturn = /\r(?!\n|$)/g;
// Python ends a line at a carriage return, and begins a new one at a form feed; a viewer shows neither. A form feed that
// starts a line parts pages, as it does in old sources.
const hiddenControl = /(?![\t\n\f])\p{Cc}|(?<=[^\n])\f/u;
const selector = /^\p{Variation_Selector}$/u;
const spelt = /⟦U\+([0-9A-F]{4,6})⟧/g;

/** Prose as people see it: plain line ends, nothing invisible, no half of a surrogate pair. */
export function withoutInvisible(text: string): string {
  return text.replace(lineEnds, '\n').replace(control, '').replace(unseen, '').toWellFormed();
}

/** The same on one line. */
export function oneLine(text: string): string {
  return withoutInvisible(text).replace(/\s+/g, ' ').trim();
}

/** The name of a file as it looks; control characters stay, and are refused elsewhere. */
export function visibleName(path: string): string {
  return path.replace(unseen, '');
}

/** Whether a text that must stand word for word holds something that nobody sees. */
export function hasInvisible(text: string): boolean {
  return !text.isWellFormed() || text.search(control) >= 0 || text.search(unseen) >= 0;
}

/** A file's text with its invisible characters spelt out, so that nothing hides from a reviewer of the prompt. */
export function reveal(text: string): string {
  return text
    .replace(unseen, nameInBrackets)
    .replace(/[^\P{Cc}\t\n\r]/gu, nameInBrackets)
    .replace(loneReturn, nameInBrackets);
}

/** The opposite of `reveal`: lets a model quote a line that holds such a character. */
export function unreveal(text: string): string {
  return text.replace(spelt, (whole, digits: string) => {
    const code = Number.parseInt(digits, 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** The first character that hides something, as `U+200B`; null where there is none, or only what writing needs. */
export function hiddenCharacter(text: string, place: 'first-line' | 'anywhere' = 'anywhere'): string | null {
  for (const { 0: found, index } of text.matchAll(unseen)) {
    const end = index + found.length;
    // Only its neighbours say whether it is needed; more would make a long line of emoji slow.
    const before = text.slice(Math.max(0, index - 32), index);
    const after = text.slice(end, end + 8);
    if (found === '\ufeff' && index === 0 && place === 'first-line') continue;
    if (!isNeeded(found, before, after)) return nameOf(found);
  }
  const found = hiddenControl.exec(text);
  return found === null ? null : nameOf(found[0]);
}

/** One joiner or variation selector where emoji and some scripts need it; a run of them carries a message. */
function isNeeded(found: string, before: string, after: string): boolean {
  const joins = found === '\u200d' || found === '\u200c';
  if (
    joins &&
    /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Malayalam}]$/u.test(
      before,
    )
  )
    return true;
  if (found === '\u200d')
    return (
      /\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\ufe0f)?$/u.test(before) &&
      /^\p{Extended_Pictographic}/u.test(after)
    );
  if (selector.test(found))
    return /(?:\p{Extended_Pictographic}|[0-9#*]|\p{Script=Han}|\p{S})$/u.test(before);
  return /^[\u{e0020}-\u{e007f}]$/u.test(found) && /\u{1f3f4}[\u{e0061}-\u{e007a}]{0,6}$/u.test(before);
}

function nameOf(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}

function nameInBrackets(character: string): string {
  return `⟦${nameOf(character)}⟧`;
}
