import { describe, expect, it } from 'vitest';
import { nearestWord } from '../../src/policy/nearest-word.ts';

describe('nearestWord', () => {
  it.each([
    ['reveiw', 'review'],
    ['Review', 'review'],
    ['reviews', 'review'],
    ['mrge', 'merge'],
    ['merg', 'merge'],
    ['mode', 'mode'],
    ['made', 'mode'],
    ['banana', null],
    ['', null],
    ['x'.repeat(100_000), null],
  ])('takes word %# for $1', (given, expected) => {
    expect(nearestWord(given, ['mode', 'review', 'merge'])).toBe(expected);
  });

  it('prefers the nearest', () => {
    expect(nearestWord('mergee', ['marge', 'merges', 'merge'])).toBe('merges');
    expect(nearestWord('paths', ['path', 'paths'])).toBe('paths');
  });
});
