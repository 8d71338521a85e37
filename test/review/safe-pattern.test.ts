import { describe, expect, it } from 'vitest';
import { safePattern } from '../../src/review/safe-pattern.ts';

describe('a pattern of the ruleset', () => {
  it.each([
    ['print\\(', 2_000],
    ['^import os$', 2_000],
    ['except\\s*:', 2_000],
    ['(?i:fixme)', 2_000],
    ['a|b|c', 2_000],
    ['(foo|bar)baz', 2_000],
    ['(https?:\\/\\/)?x', 2_000],
    ['[a-z+*]+', 2_000],
    ['\\d{4}-\\d', 2_000],
    ['eval\\s*\\(.*\\)', 500],
    ['\\(a+\\)+', 500],
    ['x{2}y{3}z{4}', 2_000],
    ['(?=.*a)b', 2_000],
    ['[(+]{1,3}', 2_000],
  ])('%s is taken, and matches up to %i characters of a line', (source, reach) => {
    expect(safePattern(source)).toEqual({ kind: 'pattern', pattern: new RegExp(source, 'u'), reach });
  });

  it.each([
    ['(a+)+$', 'repeated group'],
    ['(a*)*', 'repeated group'],
    ['(a|aa)+$', 'repeated group'],
    ['((a|b)c)+', 'repeated group'],
    ['(?:a?){30}', 'repeated group'],
    ['(a{1,9}b){2,}', 'repeated group'],
    ['(?:x+y)*?', 'repeated group'],
    ['((ab*))+', 'repeated group'],
    ['([^x]+)+', 'repeated group'],
    ['.*.*.*x', '2 repetitions'],
    ['a+b+c+', '2 repetitions'],
    ['a{0,50}b{0,50}c{0,50}', '2 repetitions'],
    ['a?'.repeat(9), 'optional'],
    ['(a)\\1', 'back references'],
    ['(?<n>a)\\k<n>', 'back references'],
    ['(?<=a)b', 'look-behind'],
    ['(?<!a)b', 'look-behind'],
    ['a'.repeat(501), '500 characters'],
    ['(', 'no regular expression'],
    ['[a', 'no regular expression'],
    ['*a', 'no regular expression'],
  ])('%s is refused: %s', (source, why) => {
    expect(safePattern(source)).toMatchObject({ kind: 'wrong', message: expect.stringContaining(why) });
  });

  it('that is taken ends on a line made to be slow', () => {
    for (const source of ['.*.*x', 'a+a+b', '[a-z]*[a-z]*1', 'a?'.repeat(8) + 'a{8}b']) {
      const safe = safePattern(source);
      if (safe.kind === 'wrong') throw new Error(safe.message);
      expect(safe.pattern.test('a'.repeat(safe.reach))).toBe(false);
    }
  });
});
