/** The beginning of a text that is too long, with a note of how much is missing. Limits are in UTF-16 units. */
export function cut(text: string, most: number): string {
  if (text.length <= most) return text;
  const kept = slice(text, Math.max(0, most - note(text.length).length));
  return kept + note(text.length - kept.length);
}

/** One line that is too long ends with an ellipsis. */
export function cutLine(line: string, most: number): string {
  return line.length <= most ? line : `${slice(line, most - 1).trimEnd()}…`;
}

/** The end of a text: where a traceback says what went wrong. */
export function lastPart(text: string, most: number): string {
  if (text.length <= most) return text;
  return `…${text.slice(1 - most).replace(/^[\udc00-\udfff]/, '')}`;
}

function note(left: number): string {
  return `\n[… ${left} characters left out]`;
}

function slice(text: string, length: number): string {
  return text.slice(0, length).replace(/[\ud800-\udbff]$/, '');
}

/** Every line but the first, and no blank one, moved right: what follows a list mark. */
export function hanging(text: string): string {
  return text.replace(/\n(?=[^\n])/g, '\n  ');
}
