import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headline } from '../../../src/words/pull/headline.ts';
import { anyText } from '../samples.ts';

describe('headline', () => {
  it.each([
    ['Add two numbers', '[Cadence] #7 Add two numbers'],
    ['  Fixes #12\n[skip ci] ', '[Cadence] #7 Fixes # 12 [skip-ci]'],
    ['', '[Cadence] #7 change'],
    ['\u200b\u202e', '[Cadence] #7 change'],
  ])('of %j is %j', (title, expected) => {
    expect(headline(7, title)).toBe(expected);
  });

  it('is one line of at most 120 characters, whatever the title', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 999_999 }),
        fc.oneof(
          anyText,
          anyText.map((text) => text.repeat(40)),
        ),
        (issue, title) => {
          const line = headline(issue, title);
          expect(line.length).toBeLessThanOrEqual(120);
          expect(line).toMatch(new RegExp(`^\\[Cadence\\] #${issue} \\S`));
          expect(line).not.toMatch(/[\n\r]/);
          expect(line.isWellFormed()).toBe(true);
        },
      ),
    );
  });

  it('cuts a long title with an ellipsis, never through a character', () => {
    expect(headline(7, `${'x'.repeat(106)}😀`)).toBe(`[Cadence] #7 ${'x'.repeat(106)}…`.slice(0, 119) + '…');
    expect(headline(7, 'x'.repeat(107))).toHaveLength(120);
  });
});
