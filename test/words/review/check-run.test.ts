import { describe, expect, it } from 'vitest';
import { checkRun } from '../../../src/words/review/check-run.ts';
import type { Finding } from '../../../src/words/review/findings.ts';
import { address } from '../../../src/task/names.ts';
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
      "| Gate | State | Detail |
      |---|---|---|
      | Proof | ✅ red without the change | 1 new test failed without the change (run 41) |
      | Tests | ✅ green | 12 passed (run 42) |
      | Base’s tests | ⚠️ not run | the workflow has no job \`cadence-base\`: nothing shows that the change leaves alone what judges it |
      | Review | ✅ passed | no findings |
      | Base | ✅ up to date | contains base commit bbbbbbbbbbbb; checked again before the merge |
      | Merge | ⏳ next | only this commit, and only if the base has not moved |

      Task acme/calc#7, commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, attempts: 0 of 3."
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
      '| Tests | ✅ green | 12 passed (run 42, attempt 2); ⚠️ re-run: 2 tests failed in an earlier run of this commit: `t::a[x\\|y]`, `t::b` |',
    );
  });

  it('shows what keeps a head from being merged', () => {
    const overridden = {
      kind: 'override',
      gate: 'tests',
      boundTo: evidence.headSha,
      by: 'odd|one',
      rationale: address('7'.repeat(64)),
    } as const;
    const proof = { kind: 'no-proof', reason: 'off' } as const;
    const state = { ...stands.Review, proof, evidence: overridden };
    const words = checkRun({
      task: task(state),
      state,
      review: { verdict: 'reject', findings: [finding], summary: null, reviewers },
    });
    expect(words.title).toBe('Changes needed: 1 finding must be fixed');
    expect(words.summary).toMatchInlineSnapshot(`
      "| Gate | State | Detail |
      |---|---|---|
      | Proof | – none | none: the policy turns it off |
      | Tests | ⚠️ overridden | overridden by odd\\|one |
      | Base’s tests | – not asked | overridden with the tests |
      | Review | ❌ rejected | 1 finding must be fixed |
      | Base | ✅ up to date | contains base commit bbbbbbbbbbbb; checked again before the merge |
      | Merge | – blocked | this commit will not be merged |

      The findings are in the review on the pull request.

      Task acme/calc#7, commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, attempts: 0 of 3."
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
