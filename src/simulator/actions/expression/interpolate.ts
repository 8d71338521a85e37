import { asksStatus, evaluate, InvalidExpression, type Scope } from './evaluate-expression.ts';
import { isTruthy, toText, type Value } from './value.ts';

export function interpolate(text: string, scope: Scope): string {
  const open = text.replaceAll(place, '').indexOf('${{');
  if (open >= 0) throw new InvalidExpression(`The expression is not closed: ${text.slice(0, 80)}`);
  return text.replaceAll(place, (_, inner: string) => toText(evaluate(inner, scope)));
}

/** A text that is one `${{ … }}` keeps the type of its value, e.g. a list from fromJSON. */
export function interpolateValue(text: string, scope: Scope): Value {
  const whole = onlyPlace(text);
  return whole === null ? interpolate(text, scope) : evaluate(whole, scope);
}

/**
 * An `if:`: braces may be left out, and without a status function `success() &&` stands before it.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/expressions#status-check-functions
 */
export function isConditionMet(condition: string | null, scope: Scope): boolean {
  if (condition === null || condition.trim() === '') return scope.status === 'success';
  const whole = onlyPlace(condition);
  if (whole === null && condition.includes('${{'))
    return scope.status === 'success' && isTruthy(interpolate(condition, scope));
  const expression = whole ?? condition;
  return isTruthy(evaluate(asksStatus(expression) ? expression : `success() && (${expression})`, scope));
}

/** The closing braces may stand inside a quoted string. */
const place = /\$\{\{((?:'(?:[^']|'')*'|[^'}]|\}(?!\}))*)\}\}/g;

function onlyPlace(text: string): string | null {
  const trimmed = text.trim();
  const [first] = trimmed.matchAll(place);
  return first?.[0].length === trimmed.length ? (first[1] ?? null) : null;
}
