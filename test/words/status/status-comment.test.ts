import { describe, expect, it } from 'vitest';
import { statusComment } from '../../../src/words/status/status-comment.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import type { TaskState, Task } from '../../../src/task/task.ts';
import { attemptsOf, evidence, held, learned, proof, stands, task, work } from '../samples.ts';

const branch = 'cadence/7-add';

function shown(state: TaskState, change: Partial<Task> = {}, explained: string | null = null): string {
  return statusComment({ task: task(state, change), branch, explained });
}
const once = { attempts: attemptsOf({ used: 1 }) };
const failed = { ...stands['Execute(change)'], work: { ...work, learned: learned('red') } };

describe('statusComment', () => {
  it('greets a new task', () => {
    expect(shown(stands.Backlog)).toMatchInlineSnapshot(`
      "<!-- cadence:status acme/calc#7 1:Backlog:0 -->
      ### ⏳ Queued

      Next: checking the rights, the policy and the repository.

      <sub>⏳ **Backlog** → Generate → Execute → Test → Review → Commit → Record → Meta</sub>

      <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
    `);
  });

  it('tells what a failed attempt taught', () => {
    const spent = { ...task(failed).spent, tokensIn: 1_234_567, tokensOut: 890, costUsd: 0.125 };
    expect(shown(failed, { ...once, spent }, 'tests/test_add.py::test_add\nE  assert 3 == 4'))
      .toMatchInlineSnapshot(`
        "<!-- cadence:status acme/calc#7 1:Execute(change):1 -->
        ### ⏳ Writing the change (attempt 2 of 3)

        Attempt 1 failed its tests. An agent is writing the change.

        \`\`\`text
        tests/test_add.py::test_add
        E  assert 3 == 4
        \`\`\`

        <details>
        <summary>Details</summary>

        \`\`\`text
        tests/test_add.py::test_add
        E  assert 3 == 4
        \`\`\`

        </details>

        - **Attempts:** 1 of 3
        - **Proof:** 1 new test failed without the change ([run 41](../actions/runs/41)): \`tests/test_add.py::test_add\`
        - **Pull request:** #8
        - **Branch:** \`cadence/7-add\` at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa
        - **Cost:** 1,234,567 tokens in, 890 out, $0.13

        <sub>✅ Backlog → ✅ Generate → ⏳ **Execute** → Test → Review → Commit → Record → Meta</sub>

        <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
      `);
  });

  it('asks the questions of the agent in the open', () => {
    expect(shown(held('questions', stands.Generate, 'some'), {}, '- Which base, @octocat?\n- Fixes #3?'))
      .toMatchInlineSnapshot(`
        "<!-- cadence:status acme/calc#7 1:Held:0:questions:Generate:44444444 -->
        ### ✋ Needs you: the agent has questions

        > [!IMPORTANT]
        > Answer with \`/cadence retry <answers>\`, or edit the issue and comment \`/cadence retry\`.

        It needs answers before it can start.

        > - Which base, \`@octocat\`?
        > - Fixes \`#3\`?

        - **Attempts:** 0 of 3

        <sub>✅ Backlog → ✋ **Generate** (held) → Execute → Test → Review → Commit → Record → Meta</sub>

        <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
      `);
  });

  it('says why it waits and what to do', () => {
    expect(shown(held('head-moved', stands.Commit), once)).toMatchInlineSnapshot(`
      "<!-- cadence:status acme/calc#7 1:Held:1:head-moved:Commit -->
      ### ✋ Needs you: someone else changed the branch

      > [!IMPORTANT]
      > Reset the branch to the commit named below; Cadence then continues by itself. To take over, comment \`/cadence stop\` and reopen the pull request.

      The branch is no longer what Cadence tested: someone pushed to it, or changed the tests that prove the change.

      - **Attempts:** 1 of 3
      - **Proof:** 1 new test failed without the change ([run 41](../actions/runs/41)): \`tests/test_add.py::test_add\`
      - **Tests:** 12 passed ([run 42](../actions/runs/42))
      - **Review:** passed, no findings
      - **Branch:** \`cadence/7-add\` at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

      <sub>✅ Backlog → ✅ Generate → ✅ Execute → ✅ Test → ✅ Review → ✋ **Commit** (held) → Record → Meta</sub>

      <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
    `);
  });

  it('shows what the merge rests on', () => {
    expect(shown(stands.Commit, once)).toMatchInlineSnapshot(`
      "<!-- cadence:status acme/calc#7 1:Commit:1 -->
      ### ⏳ Merging

      The change is tested and reviewed. If the base branch has moved since the tests, they run again first.

      - **Attempts:** 1 of 3
      - **Proof:** 1 new test failed without the change ([run 41](../actions/runs/41)): \`tests/test_add.py::test_add\`
      - **Tests:** 12 passed ([run 42](../actions/runs/42))
      - **Review:** passed, no findings
      - **Pull request:** #8
      - **Branch:** \`cadence/7-add\` at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa

      <sub>✅ Backlog → ✅ Generate → ✅ Execute → ✅ Test → ✅ Review → ⏳ **Commit** → Record → Meta</sub>

      <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
    `);
  });

  it('ends with the merge', () => {
    const pull = { pull: { number: 8, id: 'PR_8' } };
    expect(shown(stands.Meta, { ...once, ...pull })).toMatchInlineSnapshot(`
      "<!-- cadence:status acme/calc#7 1:done -->
      ### ✅ Merged in #8

      The merge matches what was tested.

      - **Attempts:** 1 of 3
      - **Proof:** 1 new test failed without the change ([run 41](../actions/runs/41)): \`tests/test_add.py::test_add\`
      - **Tests:** 12 passed ([run 42](../actions/runs/42))
      - **Review:** passed, no findings
      - **Pull request:** #8
      - **Merged as:** cccccccccccccccccccccccccccccccccccccccc

      <sub>✅ Backlog → ✅ Generate → ✅ Execute → ✅ Test → ✅ Review → ✅ Commit → ✅ Record → ✅ Meta</sub>

      <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
    `);
    expect(shown(stands['Record(done)'], { ...once, ...pull })).toBe(
      shown(stands.Meta, { ...once, ...pull }),
    );
  });

  it('ends with a cancellation', () => {
    expect(shown({ phase: 'Cancelled', reason: 'stopped', by: 'octocat' }, once)).toMatchInlineSnapshot(`
      "<!-- cadence:status acme/calc#7 1:Cancelled:1:stopped -->
      ### 🚫 Cancelled: stopped by command

      Stopped by \`octocat\`. The pull request, if there was one, is closed; its branch is kept.

      To start over, remove the label and add it again.

      - **Attempts:** 1 of 3

      <sub>🚫 **Cancelled** · Backlog → Generate → Execute → Test → Review → Commit → Record → Meta</sub>

      <sub>Cadence keeps this comment up to date. For the commands, comment \`/cadence help\`.</sub>"
    `);
  });

  it.each([
    ['Backlog', '### ⏳ Queued\n'],
    ['Generate', 'Turning the issue into a plan.'],
    ['Execute(tests)', 'The tests come first'],
    ['Execute(change)', '### ⏳ Writing the change\n'],
    ['Test(proof)', 'They should fail without the change.'],
    ['Test(evidence)', 'They should pass.'],
    ['Review', '### ⏳ Reviewing the change\n'],
    ['Commit', '### ⏳ Merging\n'],
    ['Record', '### ⏳ Merged, closing the issue\n'],
    ['Meta', '### ✅ Merged in #8\n'],
  ] as const)('says in %s what is going on', (place, words) => {
    expect(shown(stands[place])).toContain(words);
  });

  it('says that it waits for a person whose role it is', () => {
    const persons = { ...work, source: 'person' } as const;
    const theirs = { ...stands['Execute(change)'], work: persons, branch: null };
    expect(shown(theirs)).toContain('A person must open a pull request');
    const again = { ...persons, learned: learned('red') };
    expect(shown({ ...theirs, work: again })).toContain('A person must push to the pull request');
  });

  it('says why there is no proof, and what was left out of account', () => {
    const skipped = shown({ ...stands.Review, proof: { kind: 'no-proof', reason: 'not-red' } });
    expect(skipped).toContain('**Proof:** none: the new tests also pass without the change');
    const exempt = shown({ ...stands.Review, evidence: { ...evidence, runAttempt: 2, exempt: ['a', 'b'] } });
    expect(exempt).toContain(
      '12 passed ([run 42](../actions/runs/42), attempt 2); 2 ignored: they fail without the change too',
    );
    const again = { ...evidence, runAttempt: 2, flaky: ['t::a[@octocat]'] };
    expect(shown({ ...stands.Review, evidence: again })).toContain(
      'attempt 2); ⚠️ re-run: 1 test failed in an earlier run of this commit: `t::a[@octocat]`\n',
    );
    expect(shown({ ...stands.Review, evidence: { ...again, flaky: [] } })).toContain(
      'attempt 2); ⚠️ re-run: an earlier run of this commit did not pass\n',
    );
  });

  it('names a few of many failed tests, as code', () => {
    if (proof.kind !== 'proof') throw new Error('the sample is a proof');
    const many = ['t::a[`@octocat`]', ...Array.from({ length: 9 }, (_, at) => `t::b${at}`)];
    const text = shown({
      ...stands.Commit,
      proof: { kind: 'proof', proof: { ...proof.proof, failed: many } },
    });
    expect(text).toContain('10 new tests failed');
    expect(text).toContain(': ``t::a[`@octocat`]``, `t::b0`, `t::b1`, `t::b2`, `t::b3`, and 5 more');
  });

  it('names no pull request and no commit before GitHub has named them', () => {
    const text = shown(
      { ...stands['Test(proof)'], branch: { ...stands['Test(proof)'].branch, headSha: 'pending' as never } },
      { pull: { number: 0, id: '' } },
    );
    expect(text).not.toContain('#0');
    expect(text).toContain('- **Branch:** `cadence/7-add`');
    expect(text).not.toContain('pending');
  });

  it('keeps the explanation inside its fence and its fold', () => {
    const text = shown(
      held('publish-refused', stands.Review, 'some'),
      {},
      '````\n</details>\n<!-- cadence:status -->\n/lgtm\n@octocat',
    );
    expect(text).toContain(
      '`````text\n````\n</details>\n<!- - cadence:status -->\n /lgtm\n@octocat\n`````\n\n</details>',
    );
  });

  it('folds a long explanation and leaves a short one open', () => {
    const state = held('publish-refused', stands.Review, 'some');
    expect(shown(state, {}, 'short')).toContain('<details open>');
    expect(shown(state, {}, 'long '.repeat(200))).toContain('<details>');
    expect(shown(state, {}, 'line\n'.repeat(20))).toContain('<details>');
  });

  it('shows no stored review as an explanation: its findings stand on the pull request', () => {
    const rejected = { ...stands['Execute(change)'], work: { ...work, learned: learned('rejected') } };
    expect(shown(rejected, once, '{"verdict":"reject"}')).not.toContain('verdict');
    expect(shown(rejected, once)).toContain('was rejected by the review');
    const { explained } = rejected.work.learned;
    const waits = { ...held('attempts-exhausted', rejected), explained } as TaskState;
    expect(shown(waits, once, '{"verdict":"reject"}')).not.toContain('verdict');
    expect(shown(held('attempts-exhausted', rejected), once, '{"verdict":"reject"}')).not.toContain(
      'verdict',
    );
  });

  it.each(holdReasons)('fits into a comment, whatever is explained (%s)', (reason) => {
    const long = Array.from({ length: 20_000 }, () => '/#1@a<').join('\n');
    const text = shown(held(reason, failed, 'some'), {}, long);
    expect(text.length).toBeLessThan(60_000);
    expect(text).toContain('/cadence help');
  });
});
