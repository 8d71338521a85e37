import { describe, expect, it } from 'vitest';
import { describeEntry, explanationOf } from '../../../src/cli/story/describe-entry.ts';
import type { Draft } from '../../../src/task/entry.ts';
import {
  addressOf,
  after,
  at,
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
      "Backlog step: the policy allows it: a red proof is preferred, 3 attempts
      Generate step: the agent made it a specification with 1 acceptance criterion
      Execute step: the agent wrote 1 test, landed and screened
      tests/test_add.py::test_add
      Execute step: the tests alone are committed as aaaa111, pull request #8 is open
      Test red: run 11 is red, as it must be without the change:
      tests/test_add.py::test_add fails
      Execute step: the agent wrote a change of 1 file, landed and screened
      Execute step: the change is committed as aaaa222 on pull request #8
      Test green: run 12 is green: 3 tests passed
      Review green: the review is on the pull request: it may be merged
      Commit step: merged as m000000, pinned to the head that was tested
      Commit green: what landed is the tree that was tested (tree-1)
      Record step: the issue is closed by the merge
      Record step: archived: the log stands at 20 entries
      Meta step: 1 attempt, 9 requests, 1.0 s from label to record"
    `);
  });

  it('does not pass a rerun for a first run', () => {
    const again = { ...evidence, runAttempt: 2, flaky: ['t::a', 't::b'] };
    const draft: Draft = { kind: 'pytest_run', headSha: head, data: { judged: 'green', evidence: again } };
    expect(told('Test(evidence)', draft)).toBe(
      'Test green: run 12 is green: 3 tests passed, in a rerun: 2 tests failed before on the same head',
    );
  });

  it.each([
    [['rules'], 'rules'],
    [['rules', 'reasoning'], 'rules and reasoning'],
    [['rules', 'efficiency', 'reasoning'], 'rules, efficiency and reasoning'],
  ])('names the reviewers as people would: %j', (reviewers, named) => {
    const draft: Draft = { ...drafts.drafted, data: { ...drafts.drafted.data, reviewers } };
    expect(told('Review', draft)).toBe(`Review green: ${named}: pass, no findings`);
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
    expect(told('Review', drafts.rejected, review)).toBe(
      'Review red: rules: reject, 1 finding\na.py:3: Adds a note. (todo)\nToo long. (size)',
    );
  });

  it('says why it stops, in the words of the failure too, and what to do', () => {
    expect(told('Test(evidence)', heldDraft('attempts-exhausted'), 'assert 4 == 5\n\nE 4'))
      .toMatchInlineSnapshot(`
        "Held stop: All attempts are used up.
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

  it('tells how a cancelled task ended', () => {
    const stopping = after(at('Review'), intent('cancel'));
    const cancelled: Draft = { kind: 'cancelled', data: { reason: 'unlabelled', by: 'ada' } };
    expect(describeEntry(entryOf(stopping, cancelled), null)).toMatchObject({ mark: 'stop' });
  });
});
