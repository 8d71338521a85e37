import { expect, it } from 'vitest';
import { without } from '../../../../src/patch/screen/weakened/without.ts';

it('counts what the other list lacks', () => {
  expect(without(['a', 'b', 'a', 'c', 'a'], ['a', 'c', 'd'], (one) => one)).toEqual(['b', 'a', 'a']);
});
