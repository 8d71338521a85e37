import { describe, expect, it } from 'vitest';
import { statusOf, taskView, viewOf } from '../../src/task/view.ts';
import { after, at, heldDraft, intent, stops } from './build.ts';

describe('the view of a task', () => {
  it('says where a held task stands and why, and goes through its own schema', () => {
    const held = after(at('Test(evidence)'), heldDraft('no-run'));
    expect(viewOf(held)).toMatchObject({ place: 'Test(evidence)', held: 'no-run', cycleMs: null });
    expect(statusOf(held)).toBe('held');
    expect(taskView.parse(JSON.parse(JSON.stringify(viewOf(held))))).toEqual(viewOf(held));
  });

  it('says why a task was cancelled', () => {
    const cancelled = after(at('Review'), intent('cancel'), {
      kind: 'cancelled',
      data: { reason: 'unlabelled', by: null },
    });
    expect(viewOf(cancelled)).toMatchObject({ place: 'Cancelled', cancelled: 'unlabelled', held: null });
    expect(statusOf(cancelled)).toBe('cancelled');
  });

  it('has the duration once the task is reported', () => {
    expect(viewOf(at('Meta reported'))).toMatchObject({ place: 'Meta', cycleMs: 1_000, attempts: 1 });
  });

  it.each(stops)('is valid at %s', (stop) => {
    expect(taskView.safeParse(viewOf(at(stop))).success).toBe(true);
  });
});
