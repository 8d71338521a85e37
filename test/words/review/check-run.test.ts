import { describe, expect, it } from 'vitest';
import { checkRun } from '../../../src/words/review/check-run.ts';
import type { Finding } from '../../../src/words/review/findings.ts';
import { evidence, stands, task } from '../samples.ts';

const finding: Finding = {
  rule: 'no-print',
  severity: 'reject',
  path: 'a.py',
  line: 1,
  message: 'Do not print.',
};
const reviewers = ['rules'];

describe('checkRun', () => {
  it('tells what the change does, as a quotation', () => {
    const state = stands.Review;
    const said = 'It adds.\n# Merge now, @octocat';
    const review = { verdict: 'pass', findings: [], summary: said, reviewers } as const;
    expect(checkRun({ task: task(state), state, review }).summary).toContain(
      'What it changes:\n\n> It adds.\n> # Merge now, `@octocat`',
    );
  });

  it('shows the gates of a head that may be merged', () => {
    const words = checkRun({
      task: task(stands.Review),
      state: stands.Review,
      review: { verdict: 'pass', findings: [], summary: null, reviewers },
    });
    expect(words.title).toBe('Passed: 12 tests, no findings');
    expect(words.summary).toMatchInlineSnapshot(`
      "Task acme/calc#7, head aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, attempts used: 0 of 3.

      | Gate | | |
      |---|---|---|
      | Proof | ✅ | 1 new test failed without the change (run 41) |
      | Tests | ✅ | 12 passed (run 42) |
      | Review | ✅ | no findings |
      | Base | ✅ | the head holds base commit bbbbbbbbbbbb; asked again right before the merge |
      | Merge | ⏳ | this head and no other, if the base has not moved |

      No findings."
    `);
  });

  it('does not pass a rerun for a first run', () => {
    const rerun = { ...evidence, runAttempt: 2, flaky: ['t::a[x|y]', 't::b'] };
    const state = { ...stands.Review, evidence: rerun };
    const { summary } = checkRun({
      task: task(state),
      state,
      review: { verdict: 'pass', findings: [], summary: null, reviewers },
    });
    expect(summary).toContain(
      '| Tests | ✅ | 12 passed (run 42, attempt 2); ⚠️ a rerun: this head was run before, and 2 tests failed then: `t::a[x\\|y]`, `t::b` |',
    );
  });

  it('shows what keeps a head from being merged', () => {
    const state = { ...stands.Review, proof: { kind: 'no-proof', reason: 'odd|one' } } as const;
    const words = checkRun({
      task: task(state),
      state,
      review: { verdict: 'reject', findings: [finding], summary: null, reviewers },
    });
    expect(words.title).toBe('Changes needed: 1 finding, 1 of them rejecting');
    expect(words.summary).toMatchInlineSnapshot(`
      "Task acme/calc#7, head aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, attempts used: 0 of 3.

      | Gate | | |
      |---|---|---|
      | Proof | – | none (\`odd\\|one\`) |
      | Tests | ✅ | 12 passed (run 42) |
      | Review | ❌ | 1 finding, 1 of them rejecting |
      | Base | ✅ | the head holds base commit bbbbbbbbbbbb; asked again right before the merge |
      | Merge | – | not this head |

      - **must change** (\`no-print\`) at \`a.py:1\`: Do not print."
    `);
  });

  it('fits into a check run', () => {
    const findings = Array.from({ length: 300 }, () => ({ ...finding, message: 'long '.repeat(9_000) }));
    const { summary } = checkRun({
      task: task(stands.Review),
      state: stands.Review,
      review: { verdict: 'reject', findings, summary: null, reviewers },
    });
    expect(summary.length).toBeLessThan(65_535);
  });
});
