import { without } from './without.ts';
import { isLiteral } from '../../../python/scope.ts';
import { widerError } from '../../../python/wider-error.ts';
import { width, type Check } from '../../../python/check.ts';

/** What each says of its subject, in steps: only the order counts. */
const ranks: Readonly<Record<string, number>> = {
  same: 0,
  or: 1,
  'is not': 2,
  truth: 3,
  '!=': 4,
  isinstance: 4,
  falsy: 5,
  '<=': 6,
  '>=': 6,
  '<': 7,
  '>': 7,
  in: 7,
  'not in': 7,
  matches: 7,
  'count-equal': 8,
  approx: 8,
  '==': 9,
  is: 9,
  raises: 9,
  assert_called: 3,
  assert_called_once: 4,
  assert_any_call: 5,
  assert_has_calls: 6,
  assert_called_with: 7,
  assert_called_once_with: 8,
};
const otherRank = 6;

/** What is worse about an assertion that stands in the place of another; null for nothing. */
export function judgeCheck(was: Check, now: Check): 'assertion-loosened' | 'expected-data-edited' | null {
  if (now.guards.some((guard) => !was.guards.includes(guard))) return 'assertion-loosened';
  const before = rankOf(was);
  const after = rankOf(now);
  if (after < before || isWider(was, now)) return 'assertion-loosened';
  if (after === before && was.operator === now.operator && isTighter(was, now)) return null;
  const missing = minus(literals(was), literals(now));
  const extra = minus(literals(now), literals(was));
  const isOther = missing.length > 0 || (after === before && extra.length > 0) || isOtherError(was, now);
  if (!isOther) return null;
  return after > before && implies(now, was) ? null : 'expected-data-edited';
}

function isOtherError(was: Check, now: Check): boolean {
  return was.operator === 'raises' && was.expected.join(' ') !== now.expected.join(' ');
}

function rankOf({ operator }: Check): number {
  return ranks[operator] ?? otherRank;
}

function isWider(was: Check, now: Check): boolean {
  const before = was.subject.join(' ');
  const after = now.subject.join(' ');
  // A function that is not called any more is always true.
  const isAsked = now.operator === 'truth' || now.operator === 'is not';
  if (isAsked && before.endsWith(')') && before.startsWith(`${after} (`)) return true;
  if (isBlurred(was.subject, now.subject)) return true;
  if (was.operator !== now.operator) return false;
  switch (was.operator) {
    case 'approx':
      return toleranceWidth(now) > toleranceWidth(was);
    case 'raises':
      return widerError(was.expected, now.expected);
    case '<':
    case '<=':
      return numberOf(now) > numberOf(was);
    case '>':
    case '>=':
      return numberOf(now) < numberOf(was);
    case 'isinstance':
      return now.expected.join(' ') === 'object' || isSuperset(now.expected, was.expected);
    case 'in':
      return isLiteralText(now) && isLiteralText(was)
        ? stringOf(was).includes(stringOf(now)) && stringOf(was) !== stringOf(now)
        : isSuperset(now.expected, was.expected);
    case 'matches':
      return /^"(?:\.\*)?"$/.test(now.expected.join(''));
    default:
      return false;
  }
}

/** Functions that make different values the same. */
const blurring: ReadonlySet<string> = new Set(
  'round int bool abs len set sorted str lower upper casefold strip lstrip rstrip type'.split(' '),
);

function isBlurred(was: readonly string[], now: readonly string[]): boolean {
  const isWithin = words(was).size > 0 && [...words(was)].every((word) => now.includes(word));
  return isWithin && now.some((token) => blurring.has(token) && !was.includes(token));
}

function isTighter(was: Check, now: Check): boolean {
  if (was.subject.join(' ') !== now.subject.join(' ')) return false;
  switch (was.operator) {
    case 'approx':
      return was.expected.join(' ') === now.expected.join(' ');
    case '<':
    case '<=':
      return numberOf(now) < numberOf(was);
    case '>':
    case '>=':
      return numberOf(now) > numberOf(was);
    case 'raises':
      // Once it has said what the message is, that is expected data.
      return !was.expected.includes('match') && now.expected.includes('match');
    case 'in':
      return isLiteralText(now) && isLiteralText(was)
        ? stringOf(now).includes(stringOf(was))
        : isSuperset(was.expected, now.expected);
    default:
      return false;
  }
}

/** Does the stricter one hold only where the other would hold too? */
function implies(now: Check, was: Check): boolean {
  if (was.operator === 'or') return isSuperset(was.subject, [...now.subject, ...now.expected]);
  if (now.subject.join(' ') !== was.subject.join(' ')) return false;
  const value = numberOf(now);
  const bound = numberOf(was);
  switch (was.operator) {
    case '<':
      return value < bound;
    case '<=':
      return value <= bound;
    case '>':
      return value > bound;
    case '>=':
      return value >= bound;
    case '!=':
      return now.expected.join(' ') !== was.expected.join(' ');
    case 'is not':
      return now.expected.join(' ') !== was.expected.join(' ');
    case 'in':
      return isLiteralText(was) && stringOf(now).includes(stringOf(was));
    case 'approx':
      return now.expected.join(' ') === was.expected.join(' ');
    default:
      return false;
  }
}

function literals({ subject, expected }: Check): string[] {
  return [...subject, ...expected].filter(isLiteral);
}

/** pytest's and numpy's own tolerance is about a millionth. */
function toleranceWidth({ tolerance }: Check): number {
  return tolerance === null ? 1e-6 : width(tolerance);
}

function numberOf({ expected }: Check): number {
  return Number(expected.join('') || Number.NaN);
}

function isLiteralText({ expected }: Check): boolean {
  return expected.length === 1 && /^b?"/.test(expected[0] ?? '');
}

function stringOf({ expected }: Check): string {
  return expected.join('').replace(/^b?"/, '').slice(0, -1);
}

function isSuperset(large: readonly string[], small: readonly string[]): boolean {
  const all = words(large);
  const some = words(small);
  return all.size > some.size && [...some].every((word) => all.has(word));
}

/** The words of one list that the other lacks. */
export function minus(some: readonly string[], others: readonly string[]): string[] {
  return without(some, others, (word) => word);
}

export function words(tokens: readonly string[]): Set<string> {
  return new Set(tokens.filter((token) => /[\w"]/.test(token)));
}
