import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Change } from '../../../src/patch/change/change.ts';
import { address } from '../../../src/task/names.ts';
import type { Task } from '../../../src/task/task.ts';
import { pullBody, pullKey, pullTitle } from '../../../src/words/pull/pull-body.ts';
import { attemptsOf, evidence, learned, prose, proof, stands, task, work } from '../samples.ts';

const frozen = { headline: '[Cadence] #7 Add two numbers', branch: 'cadence/7-add' };
const closing = /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):?\s+(?:[\w.-]+\/[\w.-]+)?#\d+/gi;
const file = (text: string): { mode: 'file'; bytes: Uint8Array } => ({
  mode: 'file',
  bytes: Buffer.from(text),
});
const change: Change = [
  { path: 'tests/test_add.py', kind: 'added', before: null, after: file('def test_add():\n    pass\n') },
  { path: 'utils/add.py', kind: 'modified', before: file('x\n'), after: file('y\n') },
];

function body(of: Task, goal = 'Add two numbers.', acceptance: string[] = []): string {
  return pullBody({ task: of, frozen, spec: { goal, acceptance }, change });
}

describe('pullBody', () => {
  it('claims nothing before it has happened', () => {
    expect(body(task(stands['Test(proof)']), 'Add two numbers.', ['`add(1, 2)` is 3', 'it adds negatives']))
      .toMatchInlineSnapshot(`
      "<!-- cadence:pull acme/calc#7 94baef2ed0845fca 20f07087e843e66c -->
      Cadence made this for #7. The status comment there shows the progress.

      ### What changes

      > Add two numbers.

      Done when:

      - \`add(1, 2)\` is 3
      - it adds negatives

      | File | Lines |
      |---|---|
      | \`tests/test_add.py\` | +2 −0 (new) |
      | \`utils/add.py\` | +1 −1 |

      ### Proof

      |  | Without the change | With the change |
      |---|---|---|
      | Run | not run yet | not run yet |
      | Result | not run yet | not run yet |

      ### Evidence

      - **Tests:** not passed yet
      - **Review:** not done yet
      - **Merge:** only the commit that passed both. If it or the base branch moves, everything is tested again.

      ### What you can do

      Review this like any other pull request. To ask for something, start a comment with \`/cadence retry <guidance>\`, \`/cadence stop\` or \`/cadence help\`. If you push to \`cadence/7-add\`, Cadence stops and asks you: it merges only what it tested.

      Closes #7"
    `);
  });

  it('sets both runs side by side, with what the merge rests on', () => {
    expect(body(task(stands.Commit))).toMatchInlineSnapshot(`
      "<!-- cadence:pull acme/calc#7 9f834e473e2fc5b5 e740aab718f1a630 -->
      Cadence made this for #7. The status comment there shows the progress.

      ### What changes

      > Add two numbers.

      | File | Lines |
      |---|---|
      | \`tests/test_add.py\` | +2 −0 (new) |
      | \`utils/add.py\` | +1 −1 |

      ### Proof

      |  | Without the change | With the change |
      |---|---|---|
      | Run | [run 41](../actions/runs/41) | [run 42](../actions/runs/42) |
      | Result | ❌ 1 new test failed | ✅ 12 passed |
      | \`tests/test_add.py::test_add\` | ❌ failed | ✅ passed |

      ### Evidence

      - **Tests:** 12 passed ([run 42](../actions/runs/42)) at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
      - **Review:** passed, no findings
      - **Merge:** only the commit that passed both. If it or the base branch moves, everything is tested again.

      ### What you can do

      Review this like any other pull request. To ask for something, start a comment with \`/cadence retry <guidance>\`, \`/cadence stop\` or \`/cadence help\`. If you push to \`cadence/7-add\`, Cadence stops and asks you: it merges only what it tested.

      Closes #7"
    `);
  });

  it('shows the run of an attempt that failed until the next one is published', () => {
    const past = {
      number: 1,
      part: 'change',
      why: 'red',
      patch: null,
      run: { id: 43, attempt: 1, seenAt: null },
      failed: ['t::a', 't::b'],
      failures: 2,
      signature: null,
    } as const;
    const failed = { ...stands['Execute(change)'], work: { ...work, learned: learned('red') } };
    const attempts = attemptsOf({ past: [past] });
    const text = body(task(failed, { attempts }));
    expect(text).toContain('| Run | [run 41](../actions/runs/41) | [run 43](../actions/runs/43) |');
    expect(text).toContain('| Result | ❌ 1 new test failed | ❌ 2 tests failed |');
    expect(body(task(stands['Test(evidence)'], { attempts }))).toContain(
      '| Result | ❌ 1 new test failed | not run yet |',
    );
  });

  it('says why there is no proof', () => {
    const without = { ...stands.Commit, proof: { kind: 'no-proof', reason: 'off' } } as const;
    expect(body(task(without))).toContain('| Result | none: the policy turns it off | ✅ 12 passed |');
  });

  it('names who overrode the tests or the review, and says of no test that it passed', () => {
    const given = {
      kind: 'override',
      boundTo: evidence.headSha,
      rationale: address('7'.repeat(64)),
    } as const;
    const text = body(
      task({
        ...stands.Commit,
        evidence: { ...given, gate: 'tests', by: '@ada' },
        verdict: { ...given, gate: 'review', by: 'bob' },
      }),
    );
    expect(text).toContain('| Run | [run 41](../actions/runs/41) | – |');
    expect(text).toContain('| Result | ❌ 1 new test failed | ⚠️ overridden by `@ada` |');
    expect(text).toContain('| `tests/test_add.py::test_add` | ❌ failed |  |');
    expect(text).toContain(`- **Tests:** overridden by \`@ada\` at ${evidence.headSha}`);
    expect(text).toContain('- **Review:** overridden by `bob`');
  });

  it('says what was left out, and names a few of many', () => {
    if (proof.kind !== 'proof') throw new Error('the sample is a proof');
    const failed = Array.from({ length: 14 }, (_, at) => `t::a|${at}`);
    const text = body(
      task({
        ...stands.Commit,
        proof: { kind: 'proof', proof: { ...proof.proof, failed } },
        evidence: { ...evidence, exempt: ['t::old'] },
      }),
    );
    expect(text).toContain('✅ 12 passed; 1 ignored: it fails without the change too |');
    expect(text).toContain('| `t::a\\|9` | ❌ failed | ✅ passed |\n| and 4 more | ❌ failed | ✅ passed |');
  });

  it('keeps a fence of a criterion inside its list item', () => {
    expect(body(task(stands.Commit), 'x', ['prints\n```\n1\n\n2\n```'])).toContain(
      '- prints\n\n  ```\n  1\n\n  2\n  ```\n\n| File',
    );
  });

  it('closes its own issue and no other, whatever the issue says', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom('fixes #3', '\n', '```', '~~~', '> ', '`', '<!--', 'Closes #4 ', '- ', 'x'),
          { maxLength: 12 },
        ),
        (parts) => {
          const text = body(task(stands.Commit), parts.join(''), [parts.toReversed().join('') || 'x']);
          expect(text.endsWith('\n\nCloses #7')).toBe(true);
          const plain = prose(text.replace(/^(?:[->] ?)+/gm, ''));
          expect([...plain.matchAll(closing)].map(([found]) => found)).toEqual(['Closes #7']);
        },
      ),
    );
  });

  it('fits into a pull request, however long the task is', () => {
    const long = '/#1@a<\n'.repeat(2_000);
    const criteria = Array.from({ length: 20 }, () => long);
    const text = body(task(stands.Commit), long, criteria);
    expect(text.length).toBeLessThan(65_536);
    expect(text).toMatch(/Closes #7$/);
  });
});

describe('pullKey', () => {
  it('changes with every fact that the body shows', () => {
    const again = { ...evidence, runAttempt: 2 };
    const keys = [
      stands['Test(proof)'],
      stands['Test(evidence)'],
      { ...stands['Test(evidence)'], proof: { kind: 'no-proof', reason: 'off' } as const },
      stands.Review,
      { ...stands.Review, evidence: again },
      stands.Commit,
    ].map((state) => pullKey(task(state)));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('stays the same where the body does, and is none without a branch or after the merge', () => {
    const { Commit } = stands;
    const merged = { ...Commit, merged: { mergeSha: 'x', base: Commit.branch.base, at: 1 } };
    expect(pullKey(task(merged, { version: 9 }))).toBe(pullKey(task(Commit)));
    for (const state of [stands.Generate, stands.Record, stands.Meta])
      expect(pullKey(task(state))).toBeNull();
    expect(pullKey(task({ phase: 'Cancelled', reason: 'stopped', by: null }))).toBeNull();
  });
});

describe('pullTitle', () => {
  it('is the frozen headline', () => {
    expect(pullTitle(frozen)).toBe('[Cadence] #7 Add two numbers');
  });
});
