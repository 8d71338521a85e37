import { assert, integer, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { columnsOf, wrap } from '../../src/words/wrap.ts';

describe('wrap', () => {
  it.each([
    ['one two three', 7, ['one two', 'three']],
    ['one two', 7, ['one two']],
    ['', 7, ['']],
    ['  8 | def test():', 10, ['  8 | def', 'test():']],
    ['abcdefghij', 4, ['abcd', 'efgh', 'ij']],
    ['字字字', 4, ['字字', '字']],
  ])('breaks %j at %i columns', (line, columns, lines) => {
    expect(wrap(line, columns)).toEqual(lines);
  });

  it('never makes a line that is too long, and loses nothing but space', () => {
    assert(
      property(string({ unit: 'grapheme', maxLength: 80 }), integer({ min: 2, max: 30 }), (line, columns) => {
        const lines = wrap(line, columns);
        expect(lines.filter((one) => columnsOf(one) > columns)).toEqual([]);
        expect(lines.join('').replace(/\s+/g, '')).toBe(line.replace(/\s+/g, ''));
      }),
    );
  });
});
