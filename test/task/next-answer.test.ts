import { describe, expect, it } from 'vitest';
import { decide } from '../../src/task/decide.ts';
import type { Comment, Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { after, answeredDraft, at, consulted, heldDraft, intent } from './build.ts';
import { comment, settings, situation } from './situations.ts';

const ask = comment({ id: 'IC_ask', body: '/cadence ask Why?' });
const open = comment({ id: 'IC_task', body: '/cadence task Rename it' });
const stop = comment({ id: 'IC_stop', body: '/cadence stop' });
const cancelled = after(at('Review'), intent('cancel'), {
  kind: 'cancelled',
  data: { reason: 'unlabelled', by: null },
});
const opened = { kind: 'issue_opened', data: { comment: 'IC_task', by: 'ada', issue: 12 } } as const;

function next(task: Task, ...comments: readonly Comment[]): string {
  const step = decide(task, situation({ comments: [...comments] }), settings);
  return 'comment' in step ? `${step.kind} ${step.comment.id}` : step.kind;
}

/** Asked by somebody without the right to write. */
function seen(body: string, changed: Partial<Comment> = {}): Situation {
  return situation({
    comments: [comment({ body, author: { login: 'eve', kind: 'person' }, ...changed })],
  });
}

describe('a command that must be made ready for', () => {
  it.each<[string, Task]>([
    ['at work', at('Test(evidence)')],
    ['held', after(at('Test(evidence)'), heldDraft('results-unusable'))],
    ['merged and reported', at('Meta reported')],
    ['cancelled', cancelled],
  ])('is, then it is answered, and that is all, for a task that is %s', (_what, task) => {
    expect(next(task, ask)).toBe('consult IC_ask');
    const told = after(task, intent('consult'), consulted('IC_ask'));
    expect(next(told, ask)).toBe('answer IC_ask');
    const over = after(told, intent('answer'), answeredDraft({ comment: 'IC_ask', command: 'ask' }));
    expect(next(over, ask)).toBe(next(task));

    expect(next(task, open)).toBe('openIssue IC_task');
    expect(next(after(task, intent('openIssue'), opened), open)).toBe('answer IC_task');
  });

  it('is answered too where nothing came of it', () => {
    const failed = after(at('Review'), intent('consult'), consulted('IC_ask', null));
    expect(next(failed, ask)).toBe('answer IC_ask');
  });

  it('lets a stop overtake it', () => {
    expect(next(at('Review'), ask, open, stop)).toBe('answer IC_stop');
    expect(next(at('Review'), ask, open)).toBe('consult IC_ask');
  });

  it('waits for what people did to end the task', () => {
    const { issue } = situation();
    const closed = situation({ comments: [ask], issue: { ...issue, open: false } });
    expect(decide(at('Review'), closed, settings).kind).toBe('cancel');
    expect(decide(cancelled, closed, settings).kind).toBe('consult');
  });

  it('is not made ready for where it is refused anyway', () => {
    expect(decide(at('Review'), seen('/cadence ask Why?'), settings).kind).toBe('answer');
    expect(decide(at('Review'), seen('/cadence task Rename it'), settings).kind).toBe('answer');
    const edited = seen('/cadence ask Why?', { author: { login: 'ada', kind: 'person' }, edited: true });
    expect(decide(at('Review'), edited, settings).kind).toBe('answer');
  });
});
