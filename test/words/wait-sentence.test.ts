import { expect, it } from 'vitest';
import { waitSentence } from '../../src/words/wait-sentence.ts';

it('a task that waits for another merge says so, and what comes then', () => {
  expect(waitSentence('base-locked')).toMatchInlineSnapshot(
    `"Another task is merging into the same base branch. This one is next, tested again on what landed."`,
  );
});

it('a task that is over says how it starts again', () => {
  expect(waitSentence('over')).toMatchInlineSnapshot(
    `"Nothing is left to do. A new label starts again, and questions are still answered."`,
  );
});
