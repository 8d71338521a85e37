/** Where a text stops being JSON, counted in UTF-16 units, and what is wrong there: a sentence without its full stop. */
export type JsonFault = { readonly at: number; readonly what: string };

/** `first`: right behind a bracket, where the end may come as well. */
type Wanted = 'value' | 'first-value' | 'name' | 'first-name' | 'colon' | 'more';

const tokens = {
  space: /[ \t\n\r]*/y,
  // No control character below the space.
  text: /"(?:[\x20\x21\x23-\x5b\x5d-\uffff]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y,
  plain: /(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-])/y,
};
const maxDepth = 50;

/**
 * The first fault of a text that is to be JSON, or null. What JSON.parse says of it names no place in some cases, and
 * differs from one release of the engine to the next. More than 50 brackets one inside the other are a fault too.
 */
export function jsonFault(text: string): JsonFault | null {
  const open: ('[' | '{')[] = [];
  let wanted: Wanted = 'value';
  let comma = 0;
  for (let at = after(tokens.space, text, 0); ; at = after(tokens.space, text, at)) {
    const next = text.charAt(at);
    const inside = open.at(-1);
    const close = inside === '{' ? '}' : ']';
    if (wanted === 'more' && inside === undefined)
      return next === '' ? null : fault(text, at, 'Nothing may follow here');
    if (inside !== undefined && next === close && /^(?:more|first)/.test(wanted)) {
      open.pop();
      wanted = 'more';
      at += 1;
    } else if (wanted === 'more') {
      if (next !== ',') return fault(text, at, `A comma or ${close} is expected here`);
      wanted = inside === '{' ? 'name' : 'value';
      comma = at;
      at += 1;
    } else if (wanted === 'colon') {
      if (next !== ':') return fault(text, at, 'A colon is expected after the name');
      wanted = 'value';
      at += 1;
    } else if (
      inside !== undefined &&
      next === close &&
      !wanted.startsWith('first') &&
      isAlone(text, comma, at)
    )
      return { at: comma, what: `This comma is one too many: ${close} follows it` };
    else if (next === '"') {
      const end = after(tokens.text, text, at);
      if (end === at) return textFault(text, at);
      at = end;
      wanted = wanted.endsWith('name') ? 'colon' : 'more';
    } else if (wanted.endsWith('name')) return fault(text, at, 'A name in double quotes is expected here');
    else if (next === '[' || next === '{') {
      open.push(next);
      if (open.length > maxDepth) return fault(text, at, `More than ${maxDepth} brackets are open here`);
      wanted = next === '{' ? 'first-name' : 'first-value';
      at += 1;
    } else {
      const end = after(tokens.plain, text, at);
      if (end === at)
        return fault(
          text,
          at,
          'A value is expected here: a text in double quotes, a number, true, false, null, [ or {',
        );
      at = end;
      wanted = 'more';
    }
  }
}

/** Where the token that starts at `at` ends; `at` where there is none. */
function after(token: RegExp, text: string, at: number): number {
  token.lastIndex = at;
  return token.test(text) ? token.lastIndex : at;
}

function isAlone(text: string, comma: number, at: number): boolean {
  return text.charAt(comma) === ',' && text.slice(comma + 1, at).trim() === '';
}

/** At the end of the text, the last thing that stands there is the place. */
function fault(text: string, at: number, what: string): JsonFault {
  if (at >= text.length)
    return { at: Math.max(0, text.trimEnd().length - 1), what: `${what}, and the text ends` };
  const isComment = /^(?:#|\/[/*])/.test(text.slice(at, at + 2));
  return { at, what: isComment ? 'JSON has no comments' : what };
}

function textFault(text: string, start: number): JsonFault {
  for (let at = start + 1; at < text.length; at += 1) {
    const one = text.charAt(at);
    if (one === '\n' || one === '\r') break;
    if (one < ' ')
      return { at, what: 'A tab and its like are written with a backslash within a text, such as \\t' };
    if (one !== '\\') continue;
    if (!/^\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/.test(text.slice(at, at + 6)))
      return { at, what: 'JSON knows no such escape; a backslash that is meant is written twice' };
    at += 1;
  }
  return { at: start, what: 'This text does not end; a double quote is missing' };
}
