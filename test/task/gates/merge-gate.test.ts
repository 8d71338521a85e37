import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/task/entry.ts';
import { mergeGate, type MergeGate } from '../../../src/task/gates/merge-gate.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import type { Commit, Task } from '../../../src/task/task.ts';
import { addressOf, after, answeredDraft, at, drafts, evidence, head, heldDraft, intent } from '../build.ts';
import { policy, pull, situation } from '../situations.ts';

function gate(task: Task, seen: Situation, changed: Partial<Commit> = {}): MergeGate {
  if (task.state.phase !== 'Commit') throw new Error('not in Commit');
  return mergeGate(task, { ...task.state, ...changed }, seen);
}

function hold(reason: string, back = 'here'): object {
  return { kind: 'hold', reason, back };
}

const task = at('Commit');
const other = headSha('ffff9999');
const state = task.state.phase === 'Commit' ? task.state : null;
if (!state) throw new Error('not in Commit');

/** The same task whose policy required a proof, or whose proof could not be had. */
function without(redProof: 'preferred' | 'required'): Task {
  const admitted: Draft = { kind: 'admitted', data: { policyHash: 'p', redProof, attempts: 3 } };
  return after(
    at('Backlog'),
    admitted,
    intent('draftSpec'),
    { ...drafts.generated, data: { ...drafts.generated.data, source: 'directive' } },
    intent('buildPatch'),
    { ...drafts.changeBuilt, data: { ...drafts.changeBuilt.data, by: 'directive' } },
    intent('publishChange'),
    drafts.applied,
    drafts.green,
    intent('draftReview'),
    drafts.drafted,
    intent('publishReview'),
    drafts.reviewed,
  );
}

describe('the merge gate', () => {
  it('is open when all is well', () => {
    expect(gate(task, situation())).toEqual({ kind: 'open' });
  });

  it.each<[string, Partial<Situation>, object]>([
    ['another head', { pull: pull({ headSha: other }) }, hold('head-moved')],
    ['no pull request to be seen', { pull: null }, { kind: 'wait', why: 'pull-not-seen' }],
    ['no policy', { policy: { kind: 'missing' } }, { kind: 'wait', why: 'pull-not-seen' }],
    ['a labeller without the right', { roles: { ada: 'triage' } }, hold('labeller-without-right')],
    ['a base that has moved', { behindBy: 1 }, { kind: 'retest' }],
    ['a base of which nothing is known', { behindBy: null }, { kind: 'wait', why: 'behind-unknown' }],
    ['another workflow at the head', { workflowBlobAtHead: 'other' }, hold('workflow-changed')],
    ['no workflow at the head', { workflowBlobAtHead: null }, hold('workflow-changed')],
    ['another script at the head', { scriptBlobAtHead: 'other' }, hold('workflow-changed')],
    [
      'a test of the proof that changed',
      { blobs: { 'tests/test_add.py': 'other' } },
      hold('proof-required', 'Generate'),
    ],
    [
      'a test of the proof that is gone',
      { blobs: { 'tests/test_add.py': null } },
      hold('proof-required', 'Generate'),
    ],
    ['a test of the proof that was not read', { blobs: {} }, hold('proof-required', 'Generate')],
    [
      'a method that the repository forbids',
      { repo: { ...situation().repo, allows: { squash: false, merge: true } } },
      hold('method-not-allowed'),
    ],
    [
      'the other method that the repository forbids',
      {
        policy: { kind: 'policy', policy: policy({ merge: { method: 'merge' } }), hash: 'p' },
        repo: { ...situation().repo, allows: { squash: true, merge: false } },
      },
      hold('method-not-allowed'),
    ],
    ['a conflict', { pull: pull({ mergeable: 'no' }) }, hold('conflict')],
    [
      'a mergeability not computed yet',
      { pull: pull({ mergeable: 'unknown' }) },
      { kind: 'wait', why: 'mergeable-unknown' },
    ],
  ])('is closed by %s', (_what, changed, expected) => {
    expect(gate(task, situation(changed))).toEqual(expected);
  });

  it('is closed by evidence or a verdict of another head', () => {
    expect(gate(task, situation(), { evidence: { kind: 'evidence', ...evidence, headSha: other } })).toEqual(
      hold('head-moved'),
    );
    expect(
      gate(task, situation(), { verdict: { kind: 'verdict', headSha: other, reviewId: 'R_1', findings: 0 } }),
    ).toEqual(hold('head-moved'));
  });

  it('is open for what a person overrode at this head, and closed for what was overridden at another', () => {
    const given = { kind: 'override', by: 'ada', rationale: addressOf('a') } as const;
    const tests = { ...given, gate: 'tests', boundTo: head } as const;
    const review = { ...given, gate: 'review', boundTo: head } as const;
    expect(gate(task, situation(), { evidence: tests, verdict: review })).toEqual({ kind: 'open' });
    for (const changed of [
      { evidence: { ...tests, boundTo: other } },
      { verdict: { ...review, boundTo: other } },
    ])
      expect(gate(task, situation(), changed)).toEqual(hold('head-moved'));
  });

  it('is closed without a proof where policy requires one, and only there', () => {
    const noProof = { proof: { kind: 'no-proof', reason: 'no-tests' } } as const;
    expect(gate(without('required'), situation(), noProof)).toEqual(hold('proof-required'));
    expect(gate(without('preferred'), situation(), noProof)).toEqual({ kind: 'open' });
  });

  it('asks for the right of whoever retried, not of whoever labelled', () => {
    const retried = after(task, heldDraft('no-run'), intent('answer'), answeredDraft({ by: 'eve' }));
    expect(gate(retried, situation())).toEqual(hold('labeller-without-right'));
    const byBob = after(task, heldDraft('no-run'), intent('answer'), answeredDraft({ by: 'bob' }));
    expect(gate(byBob, situation({ roles: { bob: 'write' } }))).toEqual({ kind: 'open' });
  });

  it('stands on the head that is on the branch', () => {
    expect(state.branch.headSha).toBe(head);
  });
});
