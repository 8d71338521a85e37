import { describe, expect, it } from 'vitest';
import { isRefusedAgain, isStuck, repetition, type Written } from '../../../src/task/gates/repetition.ts';
import type { PastAttempt } from '../../../src/task/task.ts';

let number = 0;
function published(fingerprint: string, changed: Partial<PastAttempt> = {}): PastAttempt {
  number += 1;
  return {
    number,
    part: 'change',
    why: 'red',
    patch: { fingerprint, files: 1 },
    run: { id: number, attempt: 1, seenAt: null },
    failed: ['t.py::a'],
    failures: 1,
    signature: `of ${fingerprint}`,
    ...changed,
  };
}
const refused = (fingerprint: string): PastAttempt =>
  published(fingerprint, { run: null, why: 'screened-size' });
const patch = (fingerprint: string, changed: Partial<Written> = {}): Written => ({
  part: 'change',
  fingerprint,
  files: 1,
  ...changed,
});
const nothing = patch('empty', { files: 0 });

describe('what a patch repeats', () => {
  it.each<[string, readonly PastAttempt[], Written, string | null]>([
    ['the first patch: nothing', [], patch('a'), null],
    ['a new patch: nothing', [published('a'), published('b')], patch('c'), null],
    ['the last one over again', [published('a')], patch('a'), 'same-patch'],
    ['the last of two over again', [published('a'), published('b')], patch('b'), 'same-patch'],
    [
      'the one before the last: the last is undone',
      [published('a'), published('b')],
      patch('a'),
      'inverse-patch',
    ],
    ['one of long ago', [published('a'), published('b'), published('c')], patch('a'), 'same-patch'],
    ['the last one taken back to the base', [published('a')], nothing, 'inverse-patch'],
    ['nothing, where there was nothing: an empty patch', [], nothing, null],
    ['nothing, where only a refused patch was', [refused('a')], nothing, null],
    [
      'a change undone past a refused one',
      [published('a'), refused('x'), published('b')],
      patch('a'),
      'inverse-patch',
    ],
    [
      'a patch that was rejected by the review',
      [published('a', { why: 'rejected' })],
      patch('a'),
      'same-patch',
    ],
    ['tests are not compared with changes', [published('t', { part: 'tests' })], nothing, null],
  ])('%s', (_what, past, written, expected) => {
    const tried = past.flatMap((one) => (one.run && one.patch ? [one.patch.fingerprint] : []));
    expect(repetition({ past, tried }, written)).toBe(expected);
  });

  it('is known for longer than the attempts are remembered', () => {
    expect(repetition({ past: [], tried: ['a'] }, patch('a'))).toBe('same-patch');
  });

  it('is told apart where a guard refused it: refused again, or let through now', () => {
    expect(isRefusedAgain({ past: [refused('a')] }, patch('a'))).toBe(true);
    expect(isRefusedAgain({ past: [refused('a')] }, patch('b'))).toBe(false);
    expect(repetition({ past: [refused('a')], tried: [] }, patch('a'))).toBeNull();
  });
});

describe('two attempts in a row', () => {
  it.each<[string, PastAttempt | undefined, PastAttempt, boolean]>([
    [
      'that fail alike are stuck',
      published('a', { signature: 's' }),
      published('b', { signature: 's' }),
      true,
    ],
    ['that fail otherwise move', published('a'), published('b'), false],
    ['of which one is the first move', undefined, published('b'), false],
    [
      'of tests move',
      published('a', { signature: 's', part: 'tests' }),
      published('b', { signature: 's' }),
      false,
    ],
    [
      'without a signature move',
      published('a', { signature: null }),
      published('b', { signature: null }),
      false,
    ],
  ])('%s', (_what, before, now, expected) => {
    expect(isStuck(before, now)).toBe(expected);
  });
});
