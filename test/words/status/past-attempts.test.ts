import { describe, expect, it } from 'vitest';
import { pastAttempts } from '../../../src/words/status/past-attempts.ts';
import { statusComment } from '../../../src/words/status/status-comment.ts';
import type { PastAttempt } from '../../../src/task/task.ts';
import { attemptsOf, learned, stands, task, work } from '../samples.ts';

const patch = { fingerprint: 'f', files: 1, lines: { added: 5, deleted: 2 } };
const red: PastAttempt = {
  number: 1,
  part: 'change',
  why: 'red',
  patch,
  run: { id: 42, attempt: 1, seenAt: null },
  failed: ['t.py::a', 't.py::b[@octocat]'],
  failures: 2,
  signature: null,
};
const refused = { ...red, number: 2, run: null, failed: [], failures: 0 };

describe('the attempts that did not do', () => {
  it('are told a line each: what was tried, why it failed, and where the run is', () => {
    const past: PastAttempt[] = [
      { ...red, part: 'tests', why: 'not-red', patch: { ...patch, files: 2 } },
      { ...refused, why: 'screened-secrets' },
      { ...refused, number: 3, why: 'agent-turn-limit', patch: null },
      { ...red, number: 4, run: { id: 43, attempt: 2, seenAt: null } },
      { ...red, number: 5, why: 'rejected', failed: [], failures: 1 },
    ];
    expect(pastAttempts(past)).toMatchInlineSnapshot(`
      "
        1. wrote tests that pass without the change, so they prove nothing ([run 42](../actions/runs/42)) · tests in 2 files, +5 −2
        2. was refused: it contains a secret · 1 file, +5 −2
        3. ended without a patch
        4. failed 2 tests ([run 43](../actions/runs/43), attempt 2): \`t.py::a\`, \`t.py::b[@octocat]\` · 1 file, +5 −2
        5. was rejected by the review: 1 finding ([run 42](../actions/runs/42)) · 1 file, +5 −2"
    `);
    expect(pastAttempts([])).toBe('');
  });

  it('name a few tests of many', () => {
    const failed = ['t::a', 't::b', 't::c', 't::d', 't::e'];
    expect(pastAttempts([{ ...red, failed, failures: 40 }])).toContain(
      'failed 40 tests ([run 42](../actions/runs/42)): `t::a`, `t::b`, `t::c`, and 37 more · 1 file, +5 −2',
    );
  });

  it('say what they can of patches that were written down before lines were counted', () => {
    expect(pastAttempts([{ ...red, patch: { fingerprint: 'f', files: 3 } }])).toContain(' · 3 files');
  });

  it('stand in the status comment below their count', () => {
    const state = { ...stands['Execute(change)'], work: { ...work, learned: learned('red') } };
    const attempts = attemptsOf({ used: 1, past: [red] });
    const text = statusComment({ task: task(state, { attempts }), branch: 'b', explained: '' });
    expect(text).toContain(
      '- **Attempts:** 1 of 3\n  1. failed 2 tests ([run 42](../actions/runs/42)): `t.py::a`',
    );
  });
});
