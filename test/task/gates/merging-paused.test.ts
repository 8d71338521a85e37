import { expect, it } from 'vitest';
import { isMergingPaused } from '../../../src/task/gates/merging-paused.ts';

const differs = { issue: 9, view: { held: 'landed-differs' } };

it('merging is paused while another task is held for what it landed, and for nothing else', () => {
  expect(isMergingPaused([differs], 7)).toBe(true);
  expect(isMergingPaused([differs], 9)).toBe(false);
  expect(isMergingPaused([{ issue: 9, view: { held: 'merge-refused' } }], 7)).toBe(false);
  expect(isMergingPaused([], 7)).toBe(false);
});
