import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/task/entry.ts';
import type { Task } from '../../../src/task/task.ts';
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
} from '../build.ts';

function red(attempt: number, signature?: string, failed = ['t.py::a']): Draft {
  const data = {
    reason: 'red',
    attempt,
    part: 'change',
    runId: 12,
    runAttempt: 1,
    failed,
    explained: addressOf('d'),
  };
  return {
    kind: 'failed_test',
    headSha: head,
    data: { ...data, ...(signature ? { signature } : {}) },
  } as Draft;
}
const lines = { added: 5, deleted: 2 };
function change(fingerprint: string): readonly Draft[] {
  const built = { ...patch(fingerprint), lines };
  return [
    intent('buildPatch'),
    { kind: 'patch_built', data: { by: 'agent', base, tests: null, change: built } },
    intent('publishChange'),
    drafts.applied,
  ];
}
const refused: Draft = {
  kind: 'failed_build_patch',
  data: {
    reason: 'screened-secrets',
    attempt: 2,
    part: 'change',
    explained: addressOf('d'),
    refused: { fingerprint: 'secret', files: 2, lines },
  },
};
const retry = [intent('answer'), answeredDraft()];
const once = after(at('Execute(change)'), ...change('a'), red(1, 's'));

describe('the attempts that a task remembers', () => {
  it('are what was tried, why it failed and where the run is', () => {
    const task = after(
      once,
      intent('buildPatch'),
      refused,
      ...change('b'),
      drafts.green,
      intent('draftReview'),
    );
    const rejected = after(task, drafts.rejected, intent('publishReview'), {
      kind: 'failed_patch_review',
      headSha: head,
      data: { reviewId: 'R_1' },
    });
    expect(rejected.attempts.past).toMatchObject([
      {
        number: 1,
        part: 'change',
        why: 'red',
        patch: { files: 1, lines },
        run: { id: 12, attempt: 1, seenAt: null },
        failed: ['t.py::a'],
        failures: 1,
      },
      {
        number: 2,
        why: 'screened-secrets',
        patch: { fingerprint: 'secret', files: 2, lines },
        run: null,
        failures: 0,
      },
      {
        number: 3,
        why: 'rejected',
        patch: { fingerprint: 'b' },
        run: { id: 12, attempt: 1, seenAt: null },
        failures: 1,
      },
    ]);
  });

  it('are tests that prove nothing, too', () => {
    const data = {
      reason: 'not-red',
      attempt: 1,
      part: 'tests',
      runId: 11,
      runAttempt: 1,
      failed: [],
      explained: addressOf('d'),
    };
    const task = after(at('Test(proof)'), { kind: 'failed_test', headSha: testsHead, data } as Draft);
    expect(task.attempts.past).toMatchObject([
      { number: 1, part: 'tests', why: 'not-red', patch: { fingerprint: 'tests-1' } },
    ]);
  });

  it('are one where one attempt is judged twice: the base moved, and it is red again', () => {
    const again = after(
      at('Review'),
      intent('updateBranch'),
      { kind: 'base_updated', headSha: head, data: { base } },
      red(1, 's'),
    );
    expect(again.attempts.past).toHaveLength(1);
    expect(again.attempts.progress).toBe('some');
  });

  it('are a bounded list with a few names each, however long it goes on', () => {
    let task: Task = once;
    const many = Array.from({ length: 200 }, (_, n) => `t.py::${n}`);
    for (let n = 2; n < 20; n += 1)
      task = after(
        task,
        ...change(`c${n}`),
        red(n, `s${n}`, many),
        heldDraft('attempts-exhausted'),
        intent('answer'),
        answeredDraft({ comment: `IC_${n}` }),
      );
    expect(task.attempts.past).toHaveLength(10);
    expect(task.attempts.past.at(-1)).toMatchObject({ number: 19, failures: 200 });
    expect(task.attempts.past.at(-1)?.failed).toHaveLength(5);
    expect(task.attempts.tried).toHaveLength(19);
  });
});

describe('progress', () => {
  it('is none when two attempts in a row fail alike', () => {
    expect(once.attempts.progress).toBe('some');
    expect(after(once, ...change('b'), red(2, 's')).attempts.progress).toBe('none');
    expect(after(once, ...change('b'), red(2, 'other')).attempts.progress).toBe('some');
  });

  it('is not judged over an attempt between, nor over records of before there were signatures', () => {
    expect(after(once, intent('buildPatch'), refused, ...change('b'), red(3, 's')).attempts.progress).toBe(
      'some',
    );
    const old = after(at('Execute(change)'), ...change('a'), red(1), ...change('b'), red(2));
    expect(old.attempts.progress).toBe('some');
  });

  it('is a person’s to grant: a retry lets it go on, and grants no attempt while there are some left', () => {
    const stuck = after(once, ...change('b'), red(2, 's'), heldDraft('no-progress'));
    const task = after(stuck, ...retry);
    expect(task).toMatchObject({ attempts: { progress: 'some', used: 2, granted: 3 } });
    expect(task.state).toMatchObject({ phase: 'Execute', part: 'change' });
    expect(after(task, ...change('c'), red(3, 's')).attempts.progress).toBe('none');
  });
});

describe('a patch that was tried already', () => {
  it('holds the task and spends no attempt', () => {
    const held = after(once, intent('buildPatch'), heldDraft('same-patch'));
    expect(held.attempts).toMatchObject({ used: 1, granted: 3 });
    expect(held.open).toBeNull();
    expect(after(held, ...retry).attempts).toMatchObject({ used: 1, granted: 3 });
  });
});

describe('tests that a person ran again', () => {
  const again: Draft = { kind: 'released', data: { reason: 'no-progress', to: 'Test' } };
  const held = after(once, ...change('b'), red(2, 's'), heldDraft('no-progress'));

  it('are read again on the head that was red, with its proof, and cost no attempt', () => {
    const task = after(held, again);
    expect(task.state).toMatchObject({
      phase: 'Test',
      part: 'evidence',
      branch: { headSha: head, change: { fingerprint: 'b' } },
      proof: { kind: 'proof' },
    });
    expect(task.attempts).toEqual(held.attempts);
    expect(after(task, drafts.green).state.phase).toBe('Review');
    expect(after(task, red(2, 's')).attempts.past.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('are not read of a task that has no red head to go back to', () => {
    const message = 'tests read again of a head that has none';
    for (const stop of ['Execute(tests)', 'Execute(change)', 'Execute(change) built', 'Review'] as const)
      expect(tryAll(at(stop), heldDraft('no-progress'), again)).toMatchObject({
        kind: 'refused',
        message,
      });
  });
});
