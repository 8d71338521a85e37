import { describe, expect, it } from 'vitest';
import { combinationSuffix, expandMatrix } from '../../../../src/simulator/actions/workflow/expand-matrix.ts';

describe('expandMatrix', () => {
  it('multiplies the lists in their order', () => {
    expect(expandMatrix({ os: ['a', 'b'], v: [1, 2] })).toEqual([
      { os: 'a', v: 1 },
      { os: 'a', v: 2 },
      { os: 'b', v: 1 },
      { os: 'b', v: 2 },
    ]);
  });

  it('leaves out what exclude names in part', () => {
    expect(expandMatrix({ os: ['a', 'b'], v: [1, 2], exclude: [{ os: 'a' }, { os: 'b', v: 1 }] })).toEqual([
      { os: 'b', v: 2 },
    ]);
  });

  it('adds include as the documentation shows it', () => {
    const matrix = {
      fruit: ['apple', 'pear'],
      animal: ['cat', 'dog'],
      include: [
        { color: 'green' },
        { color: 'pink', animal: 'cat' },
        { fruit: 'apple', shape: 'circle' },
        { fruit: 'banana' },
        { fruit: 'banana', animal: 'cat' },
      ],
    };
    expect(expandMatrix(matrix)).toEqual([
      { fruit: 'apple', animal: 'cat', color: 'pink', shape: 'circle' },
      { fruit: 'apple', animal: 'dog', color: 'green', shape: 'circle' },
      { fruit: 'pear', animal: 'cat', color: 'pink' },
      { fruit: 'pear', animal: 'dog', color: 'green' },
      { fruit: 'banana' },
      { fruit: 'banana', animal: 'cat' },
    ]);
  });

  it('is its include alone where there are no lists', () => {
    expect(expandMatrix({ include: [{ a: 1 }, { a: 2 }] })).toEqual([{ a: 1 }, { a: 2 }]);
  });

  it('names a combination by its values', () => {
    expect(combinationSuffix({ os: 'linux', more: { v: 3.12, w: [true] } })).toBe(' (linux, 3.12, true)');
    expect(combinationSuffix({})).toBe('');
  });
});
