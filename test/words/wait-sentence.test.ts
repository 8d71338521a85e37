import { expect, it } from 'vitest';
import { waitSentence } from '../../src/words/wait-sentence.ts';

it('a task that waits for another merge says so', () => {
  expect(waitSentence('base-locked')).toBe('another task merges into the same base branch first');
});
