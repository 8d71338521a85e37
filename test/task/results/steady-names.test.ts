import { expect, it } from 'vitest';
import { steadyNames } from '../../../src/task/results/steady-names.ts';

it('names that differ by chance alone are found as often as they were there', () => {
  const names = steadyNames(['t[0x7f10]', 't[0x7f20]', 'u']);
  expect(['t[0x7fff]', 't[0x7f10]', 't[0x7f20]', 'u', 'u', 'v'].map(names.take)).toEqual([
    true,
    true,
    false,
    true,
    false,
    false,
  ]);
});
