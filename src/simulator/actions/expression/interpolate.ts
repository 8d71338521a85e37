import { evaluate, type Scope } from './evaluate-expression.ts';
import { ExpressionError } from './tokenize.ts';
import { parseExpression, type Expression } from './parse-expression.ts';
import { isTruthy, toText, type Value } from './value.ts';

/** The closing braces may stand inside a quoted string. */
const place = /\$\{\{((?:'(?:[^']|'')*'|[^'}]|\}(?!\}))*)\}\}/g;

export function interpolate(text: string, scope: Scope): string {
  const open = text.replaceAll(place, '').indexOf('${{');
  if (open >= 0) throw new ExpressionError(`The expression is not closed: ${text.slice(0, 80)}`);
  return text.replaceAll(place, (_, inner: string) => toText(evaluate(parseExpression(inner), scope)));
}

/** A text that is one `${{ … }}` keeps the type of its value, e.g. a list from fromJSON. */
export function interpolateValue(text: string, scope: Scope): Value {
  const whole = onlyPlace(text);
  return whole === undefined ? interpolate(text, scope) : evaluate(parseExpression(whole), scope);
}

/**
 * An `if:`: braces may be left out, and without a status function `success() &&` stands before it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function isConditionMet(condition: string | undefined, scope: Scope): boolean {
  if (condition === undefined || condition.trim() === '') return scope.status === 'success';
  const whole = onlyPlace(condition);
  if (whole === undefined && condition.includes('${{'))
    return scope.status === 'success' && isTruthy(interpolate(condition, scope));
  const expression = parseExpression(whole ?? condition);
  if (!asksStatus(expression) && scope.status !== 'success') return false;
  return isTruthy(evaluate(expression, scope));
}

function onlyPlace(text: string): string | undefined {
  const trimmed = text.trim();
  const [first] = trimmed.matchAll(place);
  return first && first[0].length === trimmed.length ? first[1] : undefined;
}

function asksStatus(expression: Expression): boolean {
  switch (expression.kind) {
    case 'literal':
    case 'context':
      return false;
    case 'index':
      return asksStatus(expression.of) || asksStatus(expression.key);
    case 'every':
    case 'not':
      return asksStatus(expression.of);
    case 'binary':
      return asksStatus(expression.left) || asksStatus(expression.right);
    case 'call':
      return (
        /^(?:success|failure|always|cancelled)$/i.test(expression.name) || expression.args.some(asksStatus)
      );
  }
}
