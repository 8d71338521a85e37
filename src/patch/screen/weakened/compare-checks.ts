import { without } from './without.ts';
import type { Check } from '../../../python/check.ts';
import { isLiteral } from '../../../python/scope.ts';
import { judgeCheck, words } from './judge-check.ts';

/** How a test proves less than before; `now` is what stands in the place of what it asserted. */
export type Weakness = {
  readonly reason: 'assertion-removed' | 'assertion-loosened' | 'expected-data-edited';
  readonly was: Check;
  readonly now: Check | null;
};

/** What was asserted and is not any more, or less strictly, or of other values. More assertions are no matter. */
export function compareChecks(before: readonly Check[], after: readonly Check[]): Weakness[] {
  const gone = without(before, after, keyOf);
  const added = without(after, before, keyOf);
  const pairs = gone
    .flatMap((was) => added.map((now) => ({ was, now, likeness: likeness(was, now) })))
    .filter((pair) => pair.likeness > 0)
    .toSorted((a, b) => b.likeness - a.likeness);
  const taken = new Map<Check, Check>();
  const used = new Set<Check>();
  for (const { was, now } of pairs) {
    if (taken.has(was) || used.has(now)) continue;
    taken.set(was, now);
    used.add(now);
  }
  const found = gone.flatMap((was): Weakness[] => {
    const now = taken.get(was) ?? null;
    if (now === null) return [{ reason: 'assertion-removed', was, now }];
    const reason = judgeCheck(was, now) ?? (isOfOther(was, now) ? 'expected-data-edited' : null);
    return reason === null ? [] : [{ reason, was, now }];
  });
  // Another answer is expected in place of an exception: what was asked of the exception went with it.
  const isAnswered = found.some(
    ({ was, now, reason }) =>
      was.operator === 'raises' && now?.operator !== 'raises' && reason === 'expected-data-edited',
  );
  return found.map(({ was, now, reason }) => {
    const isOfCaught = isAnswered && now === null && was.subject.includes('caught');
    return { was, now, reason: isOfCaught ? 'expected-data-edited' : reason };
  });
}

/** Is the same answer asked of something else? */
function isOfOther(was: Check, now: Check): boolean {
  return was.subject.join(' ') !== now.subject.join(' ') && overlapOf(was, now) < 0.5;
}

function overlapOf(was: Check, now: Check): number {
  return overlap([...was.subject, ...was.expected], [...now.subject, ...now.expected]);
}

/** The same literals are expected in the same way. */
function isSameAnswer(was: Check, now: Check): boolean {
  return (
    was.operator === now.operator &&
    was.expected.some((token) => isLiteral(token) && !/^(?:True|False|None)$/.test(token)) &&
    was.expected.join(' ') === now.expected.join(' ')
  );
}

export function keyOf({ operator, subject, expected, tolerance, guards }: Check): string {
  const sides = [subject.join(' '), expected.join(' ')];
  return JSON.stringify([
    operator,
    // It does not matter on which side of an equality a value stands.
    operator === '==' ? sides.toSorted() : sides,
    tolerance,
    guards,
  ]);
}

/** 0 for two that have nothing to do with each other. */
function likeness(was: Check, now: Check): number {
  const isRaised = was.operator === 'raises';
  const sameSubject = was.subject.join(' ') === now.subject.join(' ');
  if (
    isRaised !== (now.operator === 'raises') &&
    !(isRaised && (now.operator === 'same' || (sameSubject && was.subject.length > 0)))
  )
    return 0;
  const shared = overlapOf(was, now);
  if (!sameSubject && shared < 0.5) return isSameAnswer(was, now) ? 0.1 : 0;
  return (
    shared +
    (sameSubject ? 2 : 0) +
    (was.operator === now.operator ? 0.5 : 0) +
    (was.expected.join(' ') === now.expected.join(' ') ? 0.5 : 0)
  );
}

/** Words of the smaller that the larger has too. */
function overlap(one: readonly string[], other: readonly string[]): number {
  const a = words(one);
  const b = words(other);
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  if (small.size === 0) return 0;
  return [...small].filter((word) => large.has(word)).length / small.size;
}
