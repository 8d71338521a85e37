import { describe, expect, it } from 'vitest';
import { describeRun } from '../../src/words/entries/test.ts';
import { proofSentence } from '../../src/words/facts.ts';
import { proof } from '../task/build.ts';

describe('a proof', () => {
  it.each([
    [undefined, ''],
    [1, '; 1 more passes without it too'],
    [3, '; 3 more pass without it too'],
  ])('tells of new tests that pass already: %s', (passed, said) => {
    const seen = { ...proof, runId: 7, failed: ['t.py::a', 't.py::b'], ...(passed ? { passed } : {}) };
    expect(proofSentence({ kind: 'proof', proof: seen }, 'plain')).toBe(
      `2 new tests failed without the change (run 7)${said}`,
    );
    expect(describeRun({ judged: 'red', proof: seen }).text).toBe(
      `without the change, 2 tests failed as they should (run 7)${said}`,
    );
  });
});
