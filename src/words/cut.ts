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

/** The beginning of a text in so many bytes of UTF-8, with an ellipsis where it is not all; `''` where none fits. */
export function firstBytes(text: string, most: number): string {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= most) return text;
  if (most < ellipsis) return '';
  // A character that was cut in two reads as U+FFFD.
  return `${all
    .subarray(0, most - ellipsis)
    .toString('utf8')
    .replace(/\uFFFD$/, '')}…`;
}

/** The end of a text in so many bytes of UTF-8. */
export function lastBytes(text: string, most: number): string {
  const all = Buffer.from(text, 'utf8');
  if (all.length <= most) return text;
  if (most < ellipsis) return '';
  return `…${all
    .subarray(all.length - most + ellipsis)
    .toString('utf8')
    .replace(/^\uFFFD+/, '')}`;
}

const ellipsis = 3;
