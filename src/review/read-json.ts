import { createScanner, parseTree, printParseErrorCode, type Node, type ParseError } from 'jsonc-parser';

/** `at` counts UTF-16 units; `what` is a sentence without its full stop. */
export type JsonFault = { readonly kind: 'wrong'; readonly at: number; readonly what: string };
export type Json = { readonly kind: 'json'; readonly value: unknown; readonly root: Node };

const maxDepth = 50;

/**
 * JSON with the place of every value in it, or its first fault. The parser knows more than JSON, so the engine's own
 * has the last word. A key that is given twice is a fault too, and so are more than 50 brackets one inside the other.
 */
export function readJson(text: string): Json | JsonFault {
  const deep = tooDeepAt(text);
  if (deep !== null) return fault(deep, `More than ${maxDepth} brackets are open here`);
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  if (errors[0] !== undefined || root === undefined) return faultOf(text, errors, root);
  const twice = repeatedKey(root);
  if (twice !== null) return fault(twice.offset, `The key ${JSON.stringify(twice.value)} is given twice`);
  try {
    return { kind: 'json', value: JSON.parse(text) as unknown, root };
  } catch {
    return fault(0, 'It is read in two ways');
  }
}

function fault(at: number, what: string): JsonFault {
  return { kind: 'wrong', at, what };
}

function tooDeepAt(text: string): number | null {
  const scanner = createScanner(text, true);
  let depth = 0;
  while (scanner.getPosition() < text.length) {
    scanner.scan();
    const token = text.charAt(scanner.getTokenOffset());
    if (token === '[' || token === '{') depth += 1;
    if (token === ']' || token === '}') depth -= 1;
    if (depth > maxDepth) return scanner.getTokenOffset();
  }
  return null;
}

function repeatedKey(node: Node): Node | null {
  const children = node.children ?? [];
  const seen = new Set<unknown>();
  for (const child of children) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key !== undefined && seen.has(key.value)) return key;
    seen.add(key?.value);
    const within = repeatedKey(child);
    if (within !== null) return within;
  }
  return null;
}

const expected: Readonly<Record<string, string>> = {
  PropertyNameExpected: 'A name in double quotes is expected here',
  ColonExpected: 'A colon is expected after the name',
  CommaExpected: 'A comma or a closing bracket is expected here',
  CloseBraceExpected: 'A comma or a closing bracket is expected here',
  CloseBracketExpected: 'A comma or a closing bracket is expected here',
  EndOfFileExpected: 'Nothing may follow here',
  InvalidCommentToken: 'JSON has no comments',
  UnexpectedEndOfComment: 'JSON has no comments',
  UnexpectedEndOfString: 'This text does not end; a double quote is missing',
  InvalidCharacter: 'A tab and its like are written with a backslash within a text, such as \\t',
  InvalidEscapeCharacter: 'JSON knows no such escape; a backslash that is meant is written twice',
  InvalidUnicode: 'JSON knows no such escape; four digits follow \\u',
};
const value = 'A value is expected here: a text in double quotes, a number, true, false, null, [ or {';

function faultOf(text: string, [first, second]: readonly ParseError[], root: Node | undefined): JsonFault {
  const at = first?.offset ?? 0;
  const code = first === undefined ? 'ValueExpected' : printParseErrorCode(first.error);
  const before = text.slice(0, at).trimEnd();
  const closing = code === 'PropertyNameExpected' ? '}' : ']';
  if (text.charAt(at) === closing && /[^,[{\s]\s*,$/.test(before))
    return fault(before.length - 1, `This comma is one too many: ${text.charAt(at)} follows it`);
  const what = whatIsExpected(text, at, code, second, root);
  if (at < text.trimEnd().length) return fault(placeWithin(text, at, code), what);
  return fault(Math.max(0, text.trimEnd().length - 1), `${what}, and the text ends`);
}

/** The parser gives where a text starts that has a fault in it. */
function placeWithin(text: string, at: number, code: string): number {
  if (code === 'InvalidCharacter') return at + Math.max(0, text.slice(at).search(/\p{Cc}/u));
  if (code !== 'InvalidEscapeCharacter') return at;
  const escapes = [...text.slice(at).matchAll(/\\(.)/gs)];
  return at + (escapes.find(([, letter = '']) => !/["\\/bfnrtu]/.test(letter))?.index ?? 0);
}

function whatIsExpected(
  text: string,
  at: number,
  code: string,
  second: ParseError | undefined,
  root: Node | undefined,
): string {
  if (text.charAt(at) === '#') return 'JSON has no comments';
  if (code !== 'InvalidSymbol') return expected[code] ?? value;
  if (root !== undefined && at >= root.offset + root.length) return 'Nothing may follow here';
  const next = second === undefined ? '' : printParseErrorCode(second.error);
  return next === 'PropertyNameExpected' ? 'A name in double quotes is expected here' : value;
}
