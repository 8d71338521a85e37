import { describe, expect, it } from 'vitest';
import { readConclusion } from '../../../../src/task/gates/tests/conclusion.ts';

const provesNothing = [
  'skipped',
  'neutral',
  'cancelled',
  'timed_out',
  'action_required',
  'stale',
  'startup_failure',
] as const;

describe('a conclusion', () => {
  it('says something where it is success or failure', () => {
    expect(readConclusion('success')).toEqual({ kind: 'success' });
    expect(readConclusion('failure')).toEqual({ kind: 'failure' });
  });

  it.each(provesNothing)('%s proves nothing', (word) => {
    expect(readConclusion(word)).toEqual({ kind: 'proves-nothing', why: word });
  });

  it.each([
    [null, 'none'],
    ['', 'unknown'],
    ['SUCCESS', 'unknown'],
    ['passed', 'unknown'],
    ['constructor', 'unknown'],
  ])('%j proves nothing either', (word, why) => {
    expect(readConclusion(word)).toEqual({ kind: 'proves-nothing', why });
  });
});
