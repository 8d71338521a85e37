import { describe, expect, it } from 'vitest';
import type { ReviewWords } from '../../../src/words/review/review-body.ts';
import { reviewBody } from '../../../src/words/review/review-body.ts';
import { evidence, head } from '../samples.ts';

type Finding = ReviewWords['findings'][number];

const note: Finding = {
  rule: 'reasoning',
  severity: 'note',
  path: null,
  line: null,
  message: 'Name it `sum`.',
  round: 'new',
};
const reject: Finding = {
  rule: 'no-print',
  severity: 'reject',
  path: 'src/add.py',
  line: 3,
  message: 'Do not print, @octocat.\n\n```py\nprint(1)\n```',
  round: 'new',
};

function body(findings: readonly Finding[], verdict: 'pass' | 'reject' = 'pass'): string {
  return reviewBody({
    headSha: head,
    verdict,
    findings,
    listed: findings.filter(({ round }) => round === 'new'),
    inline: 0,
    dismissed: 0,
    summary: null,
    reviewers: ['rules', 'reasoning'],
    evidence,
  });
}

describe('reviewBody', () => {
  it('says of a green that it is a rerun’s', () => {
    const flaky = { ...evidence, runAttempt: 2, flaky: ['t::a'] };
    const words = {
      headSha: head,
      verdict: 'pass',
      findings: [],
      listed: [],
      inline: 0,
      dismissed: 0,
      summary: null,
    } as const;
    expect(reviewBody({ ...words, reviewers: ['rules'], evidence: flaky })).toContain(
      'Tests: 12 passed ([run 42](../actions/runs/42), attempt 2); ⚠️ re-run: 1 test failed in an earlier run of this commit: `t::a`.',
    );
  });

  it('says of a good change that it passed', () => {
    expect(body([])).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      ### ✅ Passed: no findings

      This holds for commit aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa only.

      Tests: 12 passed ([run 42](../actions/runs/42)). Reviewed by \`rules\`, \`reasoning\`."
    `);
  });

  it('lists what must change first', () => {
    expect(body([note, reject], 'reject')).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      ### ❌ Changes needed: 1 finding must be fixed, 1 note

      The next attempt gets these findings, if an attempt is left.

      - **must be fixed** (\`no-print\`) in \`src/add.py:3\`:

        Do not print, \`@octocat\`.

        \`\`\`py
        print(1)
        \`\`\`
      - **note** (\`reasoning\`): Name it \`sum\`.

      Tests: 12 passed ([run 42](../actions/runs/42)). Reviewed by \`rules\`, \`reasoning\` at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
    `);
  });

  it('sets a fence of a finding on a line of its own, where it holds what is in it', () => {
    const text = body([{ ...note, message: '```\n@octocat\n```' }]);
    expect(text).toContain('- **note** (`reasoning`):\n\n  ```\n  @octocat\n  ```');
  });

  it('lists no finding that is said on its line, and counts it all the same', () => {
    const text = reviewBody({
      headSha: head,
      verdict: 'reject',
      findings: [reject, note],
      listed: [note],
      inline: 1,
      dismissed: 0,
      summary: null,
      reviewers: ['rules'],
      evidence,
    });
    expect(text).toContain('### ❌ Changes needed: 1 finding must be fixed, 1 note');
    expect(text).toContain('1 finding is on its line of the diff.');
    expect(text).toContain('Name it');
    expect(text).not.toContain('Do not print');
  });

  it('names a path of the whole file without a line', () => {
    expect(body([{ ...reject, line: null }])).toContain('in `src/add.py`:');
  });

  it('does not repeat what an earlier round said, and tells what people dismissed', () => {
    const again: Finding = { ...reject, round: 'again' };
    const words = reviewBody({
      headSha: head,
      verdict: 'reject',
      findings: [again],
      listed: [],
      inline: 0,
      dismissed: 2,
      summary: 'It adds.\n/cadence stop',
      reviewers: ['rules', 'efficiency'],
      evidence,
    });
    expect(words).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      ### ❌ Changes needed: 1 finding must be fixed

      The next attempt gets these findings, if an attempt is left.

      > It adds.
      > \\/cadence stop

      1 finding of an earlier review is still open: see its conversation.

      2 findings were dismissed by people and do not count.

      Tests: 12 passed ([run 42](../actions/runs/42)). Reviewed by \`rules\`, \`efficiency\` at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa."
    `);
    const more = { verdict: 'reject', summary: null, reviewers: ['rules'], evidence } as const;
    const two = reviewBody({
      headSha: head,
      findings: [again, again],
      listed: [],
      inline: 0,
      dismissed: 1,
      ...more,
    });
    expect(two).toContain('2 findings of earlier reviews are still open: see their conversations.');
    expect(two).toContain('1 finding was dismissed by a person and does not count.');
  });

  it('fits into a review, however much there is to say', () => {
    const many = Array.from({ length: 400 }, () => ({ ...reject, message: 'long '.repeat(3_000) }));
    const text = body([...many, note], 'reject');
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/- … and \d+ more, not shown here/);
    const short = body(Array.from({ length: 60 }, () => note));
    expect(short).toContain('- … and 10 more, not shown here');
  });
});
