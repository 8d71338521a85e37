const lineEnds = /\r\n?|[\u0085\u2028\u2029]/g;
/** Control, format and other characters that show nothing: zero-width, bidi, tags, fillers, variation selectors. */
const unseen = /[^\P{Cc}\n\t]|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu;

/** The text as people see it: plain line ends, nothing invisible, no half of a surrogate pair. */
export function clean(text: string): string {
  return text.replace(lineEnds, '\n').replace(unseen, '').toWellFormed();
}

/** The same on one line. */
export function oneLine(text: string): string {
  return clean(text).replace(/\s+/g, ' ').trim();
}
