import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/task/entry.ts';
import { baseSha, headSha } from '../../../src/task/names.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  base,
  drafts,
  head,
  heldDraft,
  intent,
  patch,
  testsHead,
  tryAll,
  tryFold,
} from '../build.ts';

const failedBuild: Draft = {
  kind: 'failed_build_patch',
  data: { reason: 'screened-paths', attempt: 1, part: 'change', explained: addressOf('d') },
};
const redChange: Draft = {
  kind: 'failed_test',
  headSha: head,
  data: {
    reason: 'red',
    attempt: 1,
    part: 'change',
    runId: 12,
    runAttempt: 1,
    failed: ['tests/test_add.py::test_add'],
    explained: addressOf('d'),
  },
};
const failedReview: Draft = { kind: 'failed_patch_review', headSha: head, data: { reviewId: 'R_1' } };

describe('attempts', () => {
  it('are spent by a change that is published, with its fingerprint', () => {
    expect(at('Execute(change) built').attempts).toMatchObject({ used: 0, granted: 3, tried: [] });
    expect(at('Test(evidence)').attempts).toMatchObject({ used: 1, granted: 3, tried: ['change-1'] });
  });

  it('are spent by a patch that landing or screening refused, and the next one learns why', () => {
    const task = after(at('Execute(change)'), intent('buildPatch'), failedBuild);
    expect(task.attempts.used).toBe(1);
    expect(task.state).toMatchObject({
      work: { learned: { why: 'screened-paths', explained: addressOf('d') } },
    });
  });

  it('are spent by tests that prove nothing, and not by a proof', () => {
    expect(at('Execute(change)').attempts.used).toBe(0);
    const notRed: Draft = {
      kind: 'failed_test',
      headSha: testsHead,
      data: { ...redChange.data, reason: 'not-red', part: 'tests' },
    };
    const task = after(at('Test(proof)'), notRed);
    expect(task.attempts).toMatchObject({ used: 1, tried: ['tests-1'] });
    expect(task.state).toMatchObject({ phase: 'Execute', part: 'tests', built: null });
  });

  it('are not spent again by the red run or the rejection of a change that was counted', () => {
    const red = after(at('Test(evidence)'), redChange);
    expect(red.attempts.used).toBe(1);
    expect(red.state).toMatchObject({ phase: 'Execute', part: 'change', work: { learned: { why: 'red' } } });
    const rejected = after(
      at('Review'),
      intent('draftReview'),
      drafts.rejected,
      intent('publishReview'),
      failedReview,
    );
    expect(rejected.attempts.used).toBe(1);
    expect(rejected.state).toMatchObject({
      phase: 'Execute',
      part: 'change',
      work: { learned: { why: 'rejected' } },
    });
  });

  it('are not spent by an update of the branch', () => {
    const updated: Draft = {
      kind: 'base_updated',
      headSha: headSha('aaaa3333'),
      data: { base: baseSha('b1111111') },
    };
    expect(after(at('Review'), intent('updateBranch'), updated).attempts.used).toBe(1);
  });

  it('keep the proof for the next change', () => {
    expect(after(at('Test(evidence)'), redChange).state).toMatchObject({ proof: { kind: 'proof' } });
  });
});

describe('a directive with tests and a change', () => {
  const directed = after(at('Generate'), intent('draftSpec'), {
    kind: 'task_generated',
    data: { ...drafts.generated.data, source: 'directive' },
  });
  const both: Draft = {
    kind: 'patch_built',
    data: { by: 'directive', base, tests: patch('t', ['tests/a.py::a']), change: patch('rest') },
  };
  const published = after(
    directed,
    intent('buildPatch'),
    both,
    intent('publishTests'),
    drafts.testsPublished,
  );

  it('publishes the rest after the proof, without building it again', () => {
    const task = after(published, drafts.red);
    expect(task.state).toMatchObject({ part: 'change', built: { patch: { fingerprint: 'rest' } } });
  });

  it('publishes the rest where the proof cannot be had, and says why there is none', () => {
    const task = after(published, {
      kind: 'proof_skipped',
      headSha: testsHead,
      data: { reason: 'not-red' },
    });
    expect(task.state).toMatchObject({
      part: 'change',
      proof: { kind: 'no-proof', reason: 'not-red' },
      built: { patch: { fingerprint: 'rest' } },
    });
  });

  it('goes straight to the change where there are no tests among it', () => {
    const change: Draft = {
      kind: 'patch_built',
      data: { by: 'directive', base, tests: null, change: patch('rest') },
    };
    expect(after(directed, intent('buildPatch'), change).state).toMatchObject({
      part: 'change',
      proof: { kind: 'no-proof', reason: 'no-tests' },
    });
  });

  it('does not bring tests where the change is wanted', () => {
    expect(tryFold(after(at('Execute(change)'), intent('buildPatch')), both).kind).toBe('refused');
  });
});

describe('a task that wants no proof', () => {
  it('starts with the change', () => {
    const off: Draft = { kind: 'admitted', data: { policyHash: 'p', redProof: 'off', attempts: 3 } };
    const task = after(at('Backlog'), off, intent('draftSpec'), drafts.generated);
    expect(task.state).toMatchObject({ part: 'change', proof: { kind: 'no-proof', reason: 'off' } });
  });
});

describe('held', () => {
  it('comes back to exactly where it stood', () => {
    for (const stop of ['Generate', 'Test(evidence)', 'Commit'] as const) {
      const task = after(at(stop), heldDraft('no-run'), { kind: 'released', data: { reason: 'no-run' } });
      expect(task.state).toEqual(at(stop).state);
    }
  });

  it('comes back to Generate with its branch where the text is what is wrong', () => {
    const task = after(at('Test(evidence)'), heldDraft('text-edited', 'Generate'));
    expect(task.state).toMatchObject({ resumeAt: { phase: 'Generate', branch: { headSha: head } } });
  });

  it('ends an effect that GitHub refused', () => {
    expect(after(at('Commit'), intent('merge'), heldDraft('merge-forbidden')).open).toBeNull();
  });
});

function ask(changed: Record<string, unknown>): readonly Draft[] {
  return [intent('answer'), answeredDraft(changed)];
}

describe('an answer', () => {
  it('is given once a comment', () => {
    const task = after(at('Test(evidence)'), ...ask({ command: 'status' }));
    expect(task.answers.answered.has('IC_1')).toBe(true);
    const again = tryAll(task, ...ask({ command: 'status' }));
    expect(again).toMatchObject({ kind: 'refused', message: 'comment IC_1 answered twice' });
  });

  it('that refuses changes nothing but that it was given', () => {
    const before = after(at('Commit'), heldDraft('merge-refused'));
    const task = after(before, ...ask({ result: 'refused', reason: 'no-right' }));
    expect(task.state).toEqual(before.state);
    expect(task.authority.by).toBe('ada');
  });

  it('to stop ends the task at its next step, in the name of who said it', () => {
    const task = after(at('Review'), ...ask({ command: 'stop' }));
    expect(task.stopping).toEqual({ reason: 'stopped', by: 'bob' });
  });

  it('to retry lets it go on under the name and with the guidance of who said it', () => {
    const before = after(at('Commit'), heldDraft('merge-refused'));
    const task = after(before, ...ask({ guidance: addressOf('9') }));
    expect(task).toMatchObject({
      authority: { by: 'bob', via: 'retry', guidance: addressOf('9') },
      attempts: { mergeRefusals: 0 },
    });
    expect(task.state).toEqual(at('Commit').state);
    expect(task.attempts.granted).toBe(3);
  });

  it('to retry what is not held is refused', () => {
    expect(tryAll(at('Review'), ...ask({}))).toMatchObject({ message: 'retry of a task that is not held' });
  });

  it('to retry after the last attempt grants exactly one more', () => {
    let task = at('Execute(change)');
    for (let n = 0; n < 3; n += 1) task = after(task, intent('buildPatch'), failedBuild);
    task = after(task, heldDraft('attempts-exhausted'), ...ask({}));
    expect(task.attempts).toMatchObject({ used: 3, granted: 4 });
    task = after(
      task,
      intent('buildPatch'),
      failedBuild,
      heldDraft('attempts-exhausted'),
      ...ask({ comment: 'IC_2' }),
    );
    expect(task.attempts).toMatchObject({ used: 4, granted: 5 });
  });

  it('to retry with a text that was edited begins again at Generate, on the same branch', () => {
    const before = after(at('Test(evidence)'), heldDraft('no-run'));
    const task = after(before, ...ask({ textHash: 'new', frozen: addressOf('8') }));
    expect(task).toMatchObject({ textHash: 'new', frozen: addressOf('8') });
    expect(task.state).toMatchObject({ phase: 'Generate', branch: { headSha: head } });
  });

  it('to retry with an edited text keeps a task in Backlog there, where rights are judged', () => {
    const before = after(at('Backlog'), heldDraft('edited-after-label'));
    const task = after(before, ...ask({ textHash: 'new', frozen: addressOf('8') }));
    expect(task.state.phase).toBe('Backlog');
  });
});

describe('what is spent', () => {
  it('adds up over all entries, calls of models too', () => {
    const requests = { total: 3, graphql: 2, contentCreating: 1, mutations: 4 };
    const call = {
      at: '2026-03-01T12:00:00.000Z',
      profile: 'reasoning',
      model: 'm',
      promptTokens: 100,
      replyTokens: 20,
      costUsd: 0.5,
      durationMs: 10,
      outcome: 'reply',
      prompt: addressOf('1'),
      reply: addressOf('2'),
    };
    const unpriced = { ...call, costUsd: null };
    const task = after(
      at('Backlog'),
      { ...drafts.admitted, data: { ...drafts.admitted.data, requests } },
      { ...intent('draftSpec'), kind: 'intent' } as Draft,
      { ...drafts.generated, data: { ...drafts.generated.data, requests, calls: [call, unpriced] } },
    );
    expect(task.spent).toEqual({
      requests: { total: 6, graphql: 4, contentCreating: 2, mutations: 8 },
      tokensIn: 200,
      tokensOut: 40,
      costUsd: 0.5,
    });
  });

  it('does not count the report of it', () => {
    expect(at('Meta reported').spent.requests.total).toBe(0);
  });
});
