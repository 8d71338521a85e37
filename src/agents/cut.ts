/** The first and the last part of a text that is too long, with the number of characters left out between them. */
export function cut(text: string, maxCharacters: number): string {
  if (text.length <= maxCharacters) return text;
  const room = Math.max(0, maxCharacters - note(text.length).length);
  const head = Math.ceil((room * 2) / 3);
  const tail = room - head;
  const kept = [text.slice(0, head), tail === 0 ? '' : text.slice(-tail)] as const;
  // A pair of surrogates may have been cut in two.
  return kept
    .join(note(text.length - head - tail))
    .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '');
}

function note(left: number): string {
  return `\n[… ${left} characters left out …]\n`;
}
