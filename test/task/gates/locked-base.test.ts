import { describe, expect, it } from 'vitest';
import { lockedBase } from '../../../src/task/gates/locked-base.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, heldDraft, intent, stops } from '../build.ts';

const announced = after(at('Commit'), intent('merge'));
const dropped = { kind: 'intent_dropped', data: { step: 'merge', reason: 'not-found' } } as const;
const cancelled = { kind: 'cancelled', data: { reason: 'unlabelled', by: null } } as const;

describe('a task keeps others from merging into its base', () => {
  it.each<[string, Task]>([
    ['from the announcement of its merge', announced],
    ['until its landing is seen', at('Commit merged')],
    ['while what landed is not what was tested', after(at('Commit merged'), heldDraft('landed-differs'))],
    ['while it is held for any reason before that', after(at('Commit merged'), heldDraft('internal-error'))],
  ])('%s', (_when, task) => {
    expect(lockedBase(task)).toBe('main');
  });

  it.each<[string, Task]>([
    ['when its merge was given up', after(announced, dropped)],
    ['when its merge was refused and it is held', after(announced, heldDraft('merge-forbidden'))],
    [
      'when it was cancelled',
      after(at('Commit merged'), heldDraft('landed-differs'), intent('cancel'), cancelled),
    ],
    ...stops
      .filter((stop) => stop !== 'Commit merged')
      .map((stop): [string, Task] => [`at ${stop}, with nothing announced`, at(stop)]),
  ])('no longer, or not yet, %s', (_when, task) => {
    expect(lockedBase(task)).toBeNull();
  });
});
