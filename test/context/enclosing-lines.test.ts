import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { enclosingLines } from '../../src/context/enclosing-lines.ts';

function enclosing(text: string, lines: readonly number[]): number[][] {
  const starts = [...text.matchAll(/^/gmu)].map(({ index }) => index).filter((at) => at < text.length);
  return enclosingLines(text, new Uint32Array(starts), lines);
}

const text = [
  'import os',
  'class Cart:',
  '    async def add(self, item):',
  '        def check():',
  '            return item',
  '',
  '        return check()',
  '',
  '    size = 0',
  'def total():',
  '\treturn 1',
].join('\n');

describe('enclosingLines', () => {
  it.each<[what: string, line: number, heads: number[]]>([
    ['nothing at the top', 0, []],
    ['not the head itself', 1, []],
    ['a class around a function', 2, [1]],
    ['a function within a function', 4, [1, 2, 3]],
    ['of a blank line what the next one stands in', 5, [1, 2]],
    ['a class after its functions', 8, [1]],
    ['nothing at the next definition', 9, []],
    ['a function that is indented by tabs', 10, [9]],
  ])('finds %s', (_, line, heads) => {
    expect(enclosing(text, [line])).toEqual([heads]);
  });

  it('answers for several lines at once as for each', () => {
    const lines = fc.subarray([...text.split('\n').keys()]);
    fc.assert(
      fc.property(lines, (some) => {
        expect(enclosing(text, some)).toEqual(some.flatMap((line) => enclosing(text, [line])));
      }),
    );
  });

  it('answers nothing for lines that are followed by blank ones alone', () => {
    expect(enclosing('class Cart:\n    x = 1\n\n\n', [2, 3])).toEqual([[], []]);
  });

  it('reads a hostile text in bounded time', () => {
    const deep = Array.from({ length: 1_400 }, (_, depth) => `${' '.repeat(depth)}def f():`).join('\n');
    const before = process.cpuUsage();
    enclosing(deep, [1_399]);
    enclosing(`${' \t'.repeat(500_000)}x`, [0]);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});
