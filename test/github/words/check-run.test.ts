import { describe, expect, it } from 'vitest';
import { checkRun } from '../../../src/github/words/check-run.ts';
import type { Finding } from '../../../src/github/words/findings.ts';
import { stands, task } from './samples.ts';

const finding: Finding = {
  rule: 'no-print',
  severity: 'reject',
  path: 'a.py',
  line: 1,
  message: 'Do not print.',
};
const reviewers = ['rules'];

describe('checkRun', () => {
  it('shows the gates of a head that may be merged', () => {
    const words = checkRun({
      task: task(stands.Review),
      stand: stands.Review,
      review: { verdict: 'pass', findings: [], reviewers },
    });
    expect(words.title).toBe('Passed: 12 tests, no findings');
    expect(words.summary).toMatchInlineSnapshot();
  });

  it('shows what keeps a head from being merged', () => {
    const stand = { ...stands.Review, proof: { kind: 'no-proof', reason: 'odd|one' } } as const;
    const words = checkRun({
      task: task(stand),
      stand,
      review: { verdict: 'reject', findings: [finding], reviewers },
    });
    expect(words.title).toBe('Changes needed: 1 finding, 1 of them rejecting');
    expect(words.summary).toMatchInlineSnapshot();
  });

  it('fits into a check run', () => {
    const findings = Array.from({ length: 300 }, () => ({ ...finding, message: '<#1\n'.repeat(9_000) }));
    const { summary } = checkRun({
      task: task(stands.Review),
      stand: stands.Review,
      review: { verdict: 'reject', findings, reviewers },
    });
    expect(summary.length).toBeLessThan(65_535);
  });
});
