import { describe, expect, it } from 'vitest';
import { execute } from '../../src/task/phases/execute.ts';
import type { Draft } from '../../src/task/entry.ts';
import type { Step } from '../../src/task/step.ts';
import type { Task } from '../../src/task/task.ts';
import { after, answeredDraft, at, drafts, head, heldDraft, intent } from './build.ts';
import { settings, situation } from './situations.ts';

const again = [
  intent('buildPatch'),
  drafts.changeBuilt,
  intent('publishChange'),
  drafts.applied,
  drafts.green,
];
const turnedDown: Draft = { kind: 'failed_patch_review', headSha: head, data: { reviewId: 'R_1' } };
const rejection = [intent('draftReview'), drafts.rejected, intent('publishReview'), turnedDown];

function rejectedTimes(times: number): Task {
  let task = after(at('Review'), ...rejection);
  for (let n = 1; n < times; n += 1) task = after(task, ...again, ...rejection);
  return { ...task, attempts: { ...task.attempts, granted: 9 } };
}

function next(task: Task): Step {
  if (task.state.phase !== 'Execute') throw new Error(task.state.phase);
  return execute(task, task.state, situation(), settings);
}

describe('rounds of review', () => {
  it('end with the third rejection, and a retry allows one more', () => {
    expect([1, 2].map((times) => next(rejectedTimes(times)).kind)).toEqual(['buildPatch', 'buildPatch']);
    const third = rejectedTimes(3);
    expect(next(third)).toEqual({ kind: 'hold', reason: 'review-rounds', back: 'here' });
    const retried = after(third, heldDraft('review-rounds'), intent('answer'), answeredDraft());
    expect(next(retried).kind).toBe('buildPatch');
    expect(next(after(retried, ...again, ...rejection))).toMatchObject({ reason: 'review-rounds' });
  });
});
