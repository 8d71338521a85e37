/** Where a line of Markdown is read. It is moved on, and one serves for all lines of a text: a page has many. */
export type Cursor = {
  line: string;
  /** The line's offset in the text. */
  start: number;
  at: number;
  /** Of `at`, which may be within a tab. */
  column: number;
  /** The first character behind `at` that is no space or tab, and how many columns lie before it. */
  next: number;
  indent: number;
};

export function newCursor(): Cursor {
  return { line: '', start: 0, at: 0, column: 0, next: 0, indent: 0 };
}

export function beginLine(cursor: Cursor, line: string, start: number): void {
  cursor.line = line;
  cursor.start = start;
  cursor.at = 0;
  cursor.column = 0;
  lookAhead(cursor);
}

/** Passes so many columns; of a tab it may be a part. */
export function advance(cursor: Cursor, columns: number): void {
  const { next, indent } = cursor;
  let left = columns;
  while (left > 0 && cursor.at < cursor.line.length) {
    const width = cursor.line[cursor.at] === '\t' ? 4 - (cursor.column % 4) : 1;
    const step = Math.min(width, left);
    cursor.column += step;
    left -= step;
    if (step === width) cursor.at += 1;
  }
  // Within the space that was looked at already, nothing is looked for again.
  if (cursor.at > next) lookAhead(cursor);
  else cursor.indent = indent - columns;
}

/** Passes so many characters that are no tabs. */
export function pass(cursor: Cursor, characters: number): void {
  cursor.at += characters;
  cursor.column += characters;
  lookAhead(cursor);
}

/** Passes the mark of a quote, and one column behind it. */
export function passQuote(cursor: Cursor): void {
  advance(cursor, cursor.indent + 1);
  if (cursor.indent > 0) advance(cursor, 1);
}

/** Whether nothing more stands on the line. */
export function isAtEnd({ line, next }: Cursor): boolean {
  return next === line.length || line[next] === '\n';
}

function lookAhead(cursor: Cursor): void {
  const { line, at, column } = cursor;
  let next = at;
  let to = column;
  for (; line[next] === ' ' || line[next] === '\t'; next += 1) to += line[next] === '\t' ? 4 - (to % 4) : 1;
  cursor.next = next;
  cursor.indent = to - column;
}
