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
    taskId: 'acme/calc#7',
    headSha: head,
    verdict,
    findings,
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
      taskId: 'acme/calc#7',
      headSha: head,
      verdict: 'pass',
      findings: [],
      dismissed: 0,
      summary: null,
    } as const;
    expect(reviewBody({ ...words, reviewers: ['rules'], evidence: flaky })).toContain(
      'Tests: 12 passed ([run 42](../actions/runs/42), attempt 2); ⚠️ a rerun: this head was run before, and 1 test failed then: `t::a`.',
    );
  });

  it('says of a good change that it passed', () => {
    expect(body([])).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      **✅ Passed**, no findings, at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.

      Reviewed by \`rules\`, \`reasoning\`. Tests: 12 passed ([run 42](../actions/runs/42)).

      This verdict is for this head alone."
    `);
  });

  it('lists what must change first', () => {
    expect(body([note, reject], 'reject')).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      **❌ Changes needed**, 2 findings, 1 of them rejecting, at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.

      Reviewed by \`rules\`, \`reasoning\`. Tests: 12 passed ([run 42](../actions/runs/42)).

      - **must change** (\`no-print\`) at \`src/add.py:3\`:

        Do not print, \`@octocat\`.

        \`\`\`py
        print(1)
        \`\`\`
      - **note** (\`reasoning\`): Name it \`sum\`.

      The next attempt takes these findings into account, as long as attempts are left."
    `);
  });

  it('sets a fence of a finding on a line of its own, where it holds what is in it', () => {
    const text = body([{ ...note, message: '```\n@octocat\n```' }]);
    expect(text).toContain('- **note** (`reasoning`):\n\n  ```\n  @octocat\n  ```');
  });

  it('names a path of the whole file without a line', () => {
    expect(body([{ ...reject, line: null }])).toContain('at `src/add.py`:');
  });

  it('does not repeat what an earlier round said, and tells what people dismissed', () => {
    const again: Finding = { ...reject, round: 'again' };
    const words = reviewBody({
      taskId: 'acme/calc#7',
      headSha: head,
      verdict: 'reject',
      findings: [again],
      dismissed: 2,
      summary: 'It adds.\n/cadence stop',
      reviewers: ['rules', 'efficiency'],
      evidence,
    });
    expect(words).toMatchInlineSnapshot(`
      "<!-- cadence:review aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa -->
      **❌ Changes needed**, 1 finding, 1 of them rejecting, at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa.

      Reviewed by \`rules\`, \`efficiency\`. Tests: 12 passed ([run 42](../actions/runs/42)).

      > It adds.
      > \\/cadence stop

      One more finding stands from an earlier round: see its conversation.

      2 findings were dismissed by people and do not count.

      The next attempt takes these findings into account, as long as attempts are left."
    `);
    const more = { verdict: 'reject', summary: null, reviewers: ['rules'], evidence } as const;
    const two = reviewBody({
      taskId: 'acme/calc#7',
      headSha: head,
      findings: [again, again],
      dismissed: 1,
      ...more,
    });
    expect(two).toContain('2 more findings stand from earlier rounds: see their conversations.');
    expect(two).toContain('One finding was dismissed by a person and does not count.');
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
