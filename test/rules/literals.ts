/** String literals of a source file, each with its line and the code of its statement that stands before it. */
export type Literal = { readonly text: string; readonly line: number; readonly before: string };

/** A value in a template literal counts as one word. */
const value = '…';

export function literalsIn(source: string): Literal[] {
  const found: Literal[] = [];
  scan(source, { from: 0, stop: '', before: '' }, found);
  return found;
}

type Piece = { readonly from: number; readonly stop: '' | '}'; readonly before: string };

/** Reads code until `stop` closes it, and answers where that is. */
function scan(source: string, { from, stop, before }: Piece, found: Literal[]): number {
  let code = before;
  let depth = 0;
  let at = from;
  while (at < source.length) {
    const char = source[at] ?? '';
    const pair = source.slice(at, at + 2);
    if (pair === '//' || pair === '/*') {
      at = endOfComment(source, at);
    } else if (char === "'" || char === '"') {
      const end = endOfQuoted(source, at);
      found.push(literal(source, at, source.slice(at + 1, end - 1), code));
      code += value;
      at = end;
    } else if (char === '`') {
      at = template(source, at, code, found);
      code += value;
    } else if (char === '/' && startsPattern(code)) {
      at = endOfPattern(source, at);
      code += value;
    } else {
      if (stop === '}' && char === '}' && depth === 0) return at + 1;
      if (char === '{') depth += 1;
      if (char === '}') depth -= 1;
      code += char;
      at += 1;
    }
  }
  return at;
}

function template(source: string, start: number, before: string, found: Literal[]): number {
  let text = '';
  let at = start + 1;
  while (at < source.length && source[at] !== '`') {
    if (source.startsWith('${', at)) {
      at = scan(source, { from: at + 2, stop: '}', before }, found);
      text += value;
    } else {
      const width = source[at] === '\\' ? 2 : 1;
      text += source.slice(at, at + width);
      at += width;
    }
  }
  found.push(literal(source, start, text, before));
  return at + 1;
}

function literal(source: string, at: number, text: string, before: string): Literal {
  const statement = before.slice(before.lastIndexOf(';') + 1);
  return { text, line: source.slice(0, at).split('\n').length, before: statement };
}

function endOfComment(source: string, at: number): number {
  const end = source[at + 1] === '/' ? source.indexOf('\n', at) : source.indexOf('*/', at) + 2;
  return end < at ? source.length : end;
}

function endOfQuoted(source: string, at: number): number {
  const quote = source[at];
  let end = at + 1;
  while (end < source.length && source[end] !== quote) end += source[end] === '\\' ? 2 : 1;
  return end + 1;
}

/** A slash after an operator begins a pattern, not a division. */
function startsPattern(code: string): boolean {
  return /(?:^|[(,=:[!&|?{};>]|\breturn)\s*$/.test(code);
}

function endOfPattern(source: string, at: number): number {
  let end = at + 1;
  let inClass = false;
  while (end < source.length && (inClass || source[end] !== '/')) {
    if (source[end] === '[') inClass = true;
    if (source[end] === ']') inClass = false;
    end += source[end] === '\\' ? 2 : 1;
  }
  return end + 1;
}
