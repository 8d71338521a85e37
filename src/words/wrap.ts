/** Characters that a terminal shows two columns wide: East Asian scripts and emoji. */
const wide =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}/u;

/** How many columns of a terminal a text takes. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += wide.test(character) ? 2 : 1;
  return columns;
}

/**
 * A line as lines of so many columns, broken at spaces; a word that is too long by itself is broken where it must be.
 * Space at the beginning stays: it may be code.
 */
export function wrap(line: string, columns: number): string[] {
  const lines: string[] = [];
  let current = '';
  for (const part of line.match(/^\s*\S+|\s+\S+/g) ?? []) {
    if (columnsOf(current + part) <= columns) {
      current += part;
      continue;
    }
    if (current !== '') lines.push(current);
    current = current === '' ? part : part.trimStart();
    while (columnsOf(current) > columns) {
      const fits = firstColumns(current, columns);
      lines.push(fits);
      current = current.slice(fits.length);
    }
  }
  return current === '' && lines.length > 0 ? lines : [...lines, current];
}

/** The longest beginning that fits, of whole characters; at least one. */
function firstColumns(text: string, columns: number): string {
  let fits = '';
  for (const character of text) {
    if (fits !== '' && columnsOf(fits + character) > columns) return fits;
    fits += character;
  }
  return fits;
}
