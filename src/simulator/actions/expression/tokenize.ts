import type { Value } from './value.ts';

export type Token =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'name'; readonly text: string }
  | { readonly kind: 'mark'; readonly text: string };

/** What is wrong with an expression; the runner shows the message as GitHub does. */
export class ExpressionError extends Error {
  override readonly name = 'ExpressionError';
}

const words: Readonly<Record<string, Value>> = {
  true: true,
  false: false,
  null: null,
  NaN: Number.NaN,
  Infinity,
};
const pattern =
  /\s*(?:(?<number>[-+]?(?:0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?))|'(?<string>(?:[^']|'')*)'|(?<name>[A-Za-z_][\w-]*)|(?<mark>==|!=|<=|>=|&&|\|\||[!<>()[\].,*]))/y;

export function tokenize(text: string): Token[] {
  const tokens: Token[] = [];
  const end = text.trimEnd().length;
  pattern.lastIndex = 0;
  while (pattern.lastIndex < end) {
    const at = pattern.lastIndex;
    const found = pattern.exec(text)?.groups;
    if (!found) throw new ExpressionError(`Unexpected symbol: '${text.slice(at).trim().slice(0, 20)}'`);
    const { number, string, name, mark } = found;
    const last = tokens.at(-1);
    if (number !== undefined) tokens.push({ kind: 'literal', value: Number(number) });
    else if (string !== undefined) tokens.push({ kind: 'literal', value: string.replaceAll("''", "'") });
    else if (mark !== undefined) tokens.push({ kind: 'mark', text: mark });
    else if (name !== undefined) {
      const isProperty = last?.kind === 'mark' && last.text === '.';
      const value = isProperty ? undefined : words[name];
      tokens.push(value === undefined ? { kind: 'name', text: name } : { kind: 'literal', value });
    }
  }
  return tokens;
}
