import { ExpressionError, tokenize, type Token } from './tokenize.ts';
import type { Value } from './value.ts';

export type Expression =
  | { readonly kind: 'literal'; readonly value: Value }
  | { readonly kind: 'context'; readonly name: string }
  | { readonly kind: 'index'; readonly of: Expression; readonly key: Expression }
  | { readonly kind: 'every'; readonly of: Expression }
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Expression[] }
  | { readonly kind: 'not'; readonly of: Expression }
  | {
      readonly kind: 'binary';
      readonly operator: string;
      readonly left: Expression;
      readonly right: Expression;
    };

/** Loosest first. https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#operators */
const levels = [['||'], ['&&'], ['==', '!='], ['<', '<=', '>', '>=']];

/** Throws ExpressionError. */
export function parseExpression(text: string): Expression {
  const tokens = tokenize(text);
  let at = 0;

  function take(mark: string): boolean {
    if (!isMark(tokens[at], mark)) return false;
    at += 1;
    return true;
  }
  function expect(mark: string): void {
    if (!take(mark))
      throw new ExpressionError(`Unexpected end of expression, '${mark}' expected: ${text.trim()}`);
  }
  function binary(level: number): Expression {
    const operators = levels[level];
    if (!operators) return unary();
    let left = binary(level + 1);
    for (;;) {
      const operator = operators.find(take);
      if (!operator) return left;
      left = { kind: 'binary', operator, left, right: binary(level + 1) };
    }
  }
  function unary(): Expression {
    return take('!') ? { kind: 'not', of: unary() } : postfix();
  }
  function postfix(): Expression {
    let expression = primary();
    for (;;) {
      if (take('.')) {
        const token = tokens[at];
        at += 1;
        if (token?.kind === 'name')
          expression = { kind: 'index', of: expression, key: { kind: 'literal', value: token.text } };
        else if (isMark(token, '*')) expression = { kind: 'every', of: expression };
        else throw new ExpressionError(`A property name must follow '.': ${text.trim()}`);
      } else if (take('[')) {
        expression = take('*')
          ? { kind: 'every', of: expression }
          : { kind: 'index', of: expression, key: binary(0) };
        expect(']');
      } else return expression;
    }
  }
  function primary(): Expression {
    const token = tokens[at];
    at += 1;
    if (token?.kind === 'literal') return token;
    if (token?.kind === 'name')
      return take('(')
        ? { kind: 'call', name: token.text, args: rest() }
        : { kind: 'context', name: token.text };
    if (isMark(token, '(')) {
      const inner = binary(0);
      expect(')');
      return inner;
    }
    throw new ExpressionError(`Unexpected end of expression: ${text.trim()}`);
  }
  function rest(): Expression[] {
    const args: Expression[] = [];
    if (take(')')) return args;
    do args.push(binary(0));
    while (take(','));
    expect(')');
    return args;
  }

  const expression = binary(0);
  if (at < tokens.length) throw new ExpressionError(`Unexpected symbol after the expression: ${text.trim()}`);
  return expression;
}

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}
