/** Characters that show nothing, or change the order in which the others are shown. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cf}\p{Zl}\p{Zp}\p{Co}]/gu;
// Python ends a line at a carriage return, and begins one anew at a form feed; a viewer shows neither. A form feed that
// starts a line parts pages, as it does in old sources.
const controls = /(?![\t\n\f])\p{Cc}|(?<=[^\n])\f/u;
const selector = /^\p{Variation_Selector}$/u;

/** The text without what nobody sees. */
export function withoutInvisible(text: string): string {
  return text.replace(unseen, '');
}

/** The first character that hides something, as `U+200B`; null where there is none, or only what writing needs. */
export function hiddenCharacter(text: string, place: 'first-line' | 'anywhere' = 'anywhere'): string | null {
  for (const { 0: found, index } of text.matchAll(unseen)) {
    const end = index + found.length;
    // Only its neighbours say whether it is needed; more would make a long line of emoji slow.
    const [before, after] = [text.slice(Math.max(0, index - 32), index), text.slice(end, end + 8)];
    if (found === '\ufeff' && index === 0 && place === 'first-line') continue;
    if (!isNeeded(found, before, after)) return nameOf(found);
  }
  const control = controls.exec(text);
  return control === null ? null : nameOf(control[0]);
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
