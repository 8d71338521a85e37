import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePattern } from '../../src/review/line-pattern.ts';

function matches(source: string, line: string): boolean | string {
  const parsed = parsePattern(source);
  return parsed.kind === 'pattern' ? parsed.pattern.test(line) : parsed.message;
}

describe('a pattern', () => {
  it.each([
    ['print\\(', 'x = print(1)', true],
    ['^import os$', 'import os', true],
    ['^import os$', 'import os.path', false],
    ['(?i:fixme)', '# FixMe', true],
    ['(foo|bar)+baz', 'foobarbaz', true],
    ['\\u00e9\\/\\-', '\u00e9/-', true],
    ['(?<year>\\d{4})-\\d{2}', '2026-11', true],
    ['[^\\x00-\\x7f]', 'caf\u00e9', true],
    ['\\p{Lu}\\w+\\s*=', 'Name =', true],
    ['.*.*.*x', 'a x', true],
    ['[(+]{1,3}', '(', true],
    ['\\\\1', '\\1', true],
    ['(a{10}){10}', 'a', false],
  ])('%s is matched anywhere in %j: %s', (source, line, expected) => {
    expect(matches(source, line)).toBe(expected);
  });

  it('matches what JavaScript matches', () => {
    const piece = fc.constantFrom('a', 'b', '.', '\\d', '\\w', '[ab]', '[^a]', '(a|b)', '^', '$', '\\b', '1');
    const repeat = fc.constantFrom('', '*', '+', '?', '{1,2}', '*?');
    const pattern = fc
      .array(fc.tuple(piece, repeat), { minLength: 1, maxLength: 6 })
      .map((parts) => parts.map(([one, more]) => (/^[\^$]|\\b/.test(one) ? one : one + more)).join(''));
    const line = fc.array(fc.constantFrom('a', 'b', '1', ' ', '_', '\u00e9'), { maxLength: 12 });
    fc.assert(
      fc.property(pattern, line, (source, letters) => {
        const text = letters.join('');
        expect(matches(source, text)).toBe(new RegExp(source, 'u').test(text));
      }),
      { numRuns: 1_000 },
    );
  });

  it.each([
    ['(a)\\1', 'back references are not supported'],
    ['(?<n>a)\\k<n>', 'back references are not supported'],
    ['print\\((?!.*log)', 'look-ahead and look-behind'],
    ['(?=.*a)b', 'look-ahead and look-behind'],
    ['(?<=a)b', 'look-ahead and look-behind'],
    ['(?<!a)b', 'look-ahead and look-behind'],
    ['a'.repeat(501), '500 characters'],
    ['a{1000}b{1000}', 'too large to match'],
    [`(${'abc'.repeat(100)}){1000}`, 'too large'],
    ['(abc{40}d){40}', 'too large to compile'],
    ['(a?){300}a{300}', 'too large'],
    ['a\\z', '\\z is no escape'],
    ['\\\\\\1', 'back references'],
    ['(', 'no regular expression'],
    ['[a', 'no regular expression'],
    ['*a', 'no regular expression'],
  ])('%s is refused: %s', (source, why) => {
    expect(matches(source, '')).toEqual(expect.stringContaining(why));
  });

  it.each(['(a+)+$', '(a|a)*b', '(.*a){12}', '(x+x+)+y', '(a?){30}a{30}', '(.*)(.*)(.*)(.*)='])(
    '%s takes no long time on a line made to be slow',
    (source) => {
      const before = process.cpuUsage();
      expect(typeof matches(source, `${'a'.repeat(2_000)}!`)).toBe('boolean');
      expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
    },
  );
});
