import { describe, expect, it } from 'vitest';
import { nearest } from '../../../src/patch/land/nearest-lines.ts';

const file = ['def total(prices):', '    result = 0', '    for price in prices:', '        result = price'];

describe('the nearest match', () => {
  it.each([
    ['a letter too many', ['        result = prices'], 4],
    ['another name', ['def total(items):'], 1],
    ['the line where a block begins to differ', ['    result = 0', '    for item in prices:'], 3],
  ])('is named by %s', (_what, sought, line) => {
    expect(nearest(file, sought)?.line).toBe(line);
  });

  it('is nothing where nothing is alike', () => {
    expect(nearest(file, ['%%%%%%%'])).toBeNull();
  });
});
