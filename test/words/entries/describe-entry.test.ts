import { describe, expect, it } from 'vitest';
import { describeEntry } from '../../../src/words/entries/describe-entry.ts';
import { explanationOf } from '../../../src/words/entries/explanation-of.ts';
import type { Draft } from '../../../src/task/entry.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  base,
  consulted,
  drafts,
  entryOf,
  evidence,
  head,
  heldDraft,
  intent,
  type Stop,
} from '../../task/build.ts';

function told(stop: Stop, draft: Draft, explained: string | null = null): string {
  const moment = describeEntry(entryOf(at(stop), draft), explained);
  return moment
    ? [`${moment.source} ${moment.mark}: ${moment.text}`, ...moment.detail].join('\n')
    : 'nothing';
}

describe('describeEntry', () => {
  it('tells the straight road in sentences', () => {
    const road: readonly [Stop, Draft][] = [
      ['Backlog', drafts.admitted],
      ['Generate', drafts.generated],
      ['Execute(tests)', drafts.testsBuilt],
      ['Execute(tests) built', drafts.testsPublished],
      ['Test(proof)', drafts.red],
      ['Execute(change)', drafts.changeBuilt],
      ['Execute(change) built', drafts.applied],
      ['Test(evidence)', drafts.green],
      ['Review drafted', drafts.reviewed],
      ['Commit', drafts.merged],
      ['Commit merged', drafts.committed],
      ['Record', drafts.done],
      ['Record done', drafts.archived],
      ['Meta', drafts.reported],
    ];
    expect(road.map(([stop, draft]) => told(stop, draft)).join('\n')).toMatchInlineSnapshot(`
      "Backlog step: the policy allows it: 3 attempts, new tests should fail first
      Generate step: the agent planned the change: 1 acceptance criterion
      Execute step: the agent wrote 1 test; the patch fits and passed screening
      Execute step: pull request #8 is open with the tests alone (aaaa111)
      Test red: without the change, 1 test failed as it should (run 11)
      tests/test_add.py::test_add
      Execute step: the agent wrote a change to 1 file; the patch fits and passed screening
      Execute step: the change is on pull request #8 (aaaa222)
      Test green: with the change, 3 tests passed (run 12)
      Review green: the review is on the pull request; the change may be merged
      Commit step: merged as m000000, exactly the head that was tested
      Commit green: the merge matches what was tested (tree tree-1)
      Record step: the merge closed the issue
      Record step: the record is sealed at 20 entries
      Meta step: 1 attempt, 0 requests, 1.0 s from label to record"
    `);
  });

  it('does not pass a rerun for a first run', () => {
    const again = { ...evidence, runAttempt: 2, flaky: ['t::a', 't::b'] };
    const draft: Draft = { kind: 'pytest_run', headSha: head, data: { judged: 'green', evidence: again } };
    expect(told('Test(evidence)', draft)).toMatchInlineSnapshot(
      `"Test green: with the change, 3 tests passed (run 12); a re-run: 2 tests failed on this head before"`,
    );
  });

  it.each([
    [['rules'], 'rules'],
    [['rules', 'reasoning'], 'rules and reasoning'],
    [['rules', 'efficiency', 'reasoning'], 'rules, efficiency and reasoning'],
  ])('names the reviewers as people would: %j', (reviewers, named) => {
    const draft: Draft = { ...drafts.drafted, data: { ...drafts.drafted.data, reviewers } };
    expect(told('Review', draft)).toBe(`Review green: passed by ${named}, no findings`);
  });

  it('says nothing of intents: they are for the record', () => {
    expect(told('Review', intent('draftReview'))).toBe('nothing');
  });

  it('tells the findings of a review', () => {
    const review = JSON.stringify({
      findings: [
        { rule: 'todo', path: 'a.py', line: 3, message: 'Adds a note.' },
        { rule: 'size', path: null, line: null, message: 'Too long.' },
      ],
    });
    expect(told('Review', drafts.rejected, review)).toMatchInlineSnapshot(`
      "Review red: changes needed, 1 finding (rules)
      a.py:3: Adds a note. (todo)
      Too long. (size)"
    `);
  });

  it('says why it stops, in the words of the failure too, and what to do', () => {
    const held = heldDraft('attempts-exhausted');
    expect(told('Test(evidence)', held, 'assert 4 == 5\n\nE 4')).toMatchInlineSnapshot(`
      "Held stop: needs a person: all attempts failed
      All attempts are used up.
      assert 4 == 5
      E 4
      For one more attempt, comment \`/cadence retry <guidance>\` and say what to do differently."
    `);
  });

  it('cuts a long failure', () => {
    const lines = Array.from({ length: 40 }, (_, index) => `line ${index}`);
    expect(told('Test(evidence)', heldDraft('questions'), lines.join('\n')).split('\n').length).toBeLessThan(
      20,
    );
  });

  it('knows where the words of an entry are', () => {
    const held = {
      ...heldDraft('questions'),
      data: { reason: 'questions', back: 'here', explained: addressOf('9') },
    };
    expect(explanationOf(entryOf(at('Review'), held as Draft))).toBe(addressOf('9'));
    expect(explanationOf(entryOf(at('Review'), drafts.rejected))).toBe(addressOf('e'));
    expect(explanationOf(entryOf(at('Test(proof)'), drafts.red))).toBeNull();
  });

  it('tells what went otherwise, in sentences and without a code', () => {
    const spec: readonly Draft[] = [
      { kind: 'intent_dropped', data: { step: 'merge', reason: 'head-moved' } },
      { kind: 'failed_commit', headSha: head, data: { reason: 'base-moved' } },
      { kind: 'proof_skipped', data: { reason: 'no-tests-wanted' } },
      {
        kind: 'failed_build_patch',
        data: { reason: 'landing-no-match', attempt: 2, part: 'change', explained: addressOf('9') },
      },
      {
        kind: 'failed_test',
        data: {
          reason: 'red',
          attempt: 1,
          part: 'change',
          runId: 12,
          runAttempt: 1,
          failed: ['t.py::test_a', 't.py::test_b'],
          explained: addressOf('9'),
        },
      },
      { kind: 'base_updated', data: { base } },
      answeredDraft(),
      answeredDraft({ result: 'refused', reason: 'no-right' }),
      consulted('IC_1'),
      consulted('IC_1', null),
      { kind: 'issue_opened', data: { comment: 'IC_1', by: 'bob', issue: 9 } },
      { kind: 'issue_opened', data: { comment: 'IC_1', by: 'bob', issue: null } },
      { kind: 'released', data: { reason: 'conflict' } },
      { kind: 'released', data: { reason: 'run-unusable', to: 'Test' } },
      { kind: 'cancelled', data: { reason: 'stopped', by: 'bob' } },
    ];
    const lines = spec.map((draft) => {
      const one = describeEntry(entryOf(null, draft, { phase: 'Test' }), null);
      return [`${one?.source} ${one?.mark}: ${one?.text}`, ...(one?.detail ?? [])].join('\n  ');
    });
    expect(lines.join('\n')).toMatchInlineSnapshot(`
      "Test note: could not merge the pull request: GitHub is asked again first
      Commit note: GitHub refused the merge: the base branch moved. It is tested again.
      Test note: no test failed first: the task needs no new test
      Execute red: attempt 2 gave no patch: did not fit the files on the base branch
      Test red: attempt 1 failed its tests (run 12)
        t.py::test_a
        t.py::test_b
      Test step: the base moved to b000000: the branch is updated and tested again
      Test note: /cadence retry by bob is accepted
      Test note: /cadence retry by bob is refused
      Test note: Sidekick answered /cadence ask by ada
      Test note: no answer to /cadence ask by ada: the model could not be reached
      Test note: issue #9 is opened from a comment by bob
      Test note: GitHub refused to open the issue that bob asked for
      Test note: goes on: the cause is gone
        It was: the change conflicts with the base branch.
      Test note: goes on: the tests were run again
        It was: the test run has no clear result.
      Cancelled stop: Cancelled: stopped by command
        Stopped by \`bob\`. The pull request, if there was one, is closed; its branch is kept."
    `);
  });

  it('says what a failure says instead of the names of its tests: they are in it', () => {
    const failed: Draft = {
      kind: 'failed_test',
      data: {
        reason: 'red',
        attempt: 1,
        part: 'change',
        runId: 12,
        runAttempt: 1,
        failed: ['t.py::test_a'],
        explained: addressOf('9'),
      },
    };
    const one = describeEntry(
      entryOf(null, failed, { phase: 'Test' }),
      '1 test failed.\n\nt.py::test_a\nE 4',
    );
    expect(one?.detail).toEqual(['1 test failed.', 't.py::test_a', 'E 4']);
  });

  it('tells how a cancelled task ended', () => {
    const stopping = after(at('Review'), intent('cancel'));
    const cancelled: Draft = { kind: 'cancelled', data: { reason: 'unlabelled', by: 'ada' } };
    expect(describeEntry(entryOf(stopping, cancelled), null)).toMatchObject({ mark: 'stop' });
  });
});
