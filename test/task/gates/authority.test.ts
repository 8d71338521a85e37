import { describe, expect, it } from 'vitest';
import { missingRight, wasEditedByOthers } from '../../../src/task/gates/authority.ts';
import type { Role } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, answeredDraft, at, heldDraft, intent, start } from '../build.ts';
import { situation } from '../situations.ts';

describe('the right to start', () => {
  it.each<[Role, string | null]>([
    ['none', 'labeller-without-right'],
    ['read', 'labeller-without-right'],
    ['triage', 'labeller-without-right'],
    ['write', null],
    ['maintain', null],
    ['admin', null],
  ])('of someone with %s', (role, expected) => {
    expect(missingRight(at('Backlog'), situation({ roles: { ada: role } }))).toBe(expected);
  });

  it('is not an app’s, until a person retries', () => {
    const { issue } = situation();
    const seen = situation({
      issue: { ...issue, labelled: { by: { login: 'ada', kind: 'bot' }, at: start } },
    });
    expect(missingRight(at('Backlog'), seen)).toBe('labelled-by-app');
    const retried = after(at('Backlog'), heldDraft('labelled-by-app'), intent('answer'), answeredDraft());
    expect(missingRight(retried, seen)).toBeNull();
  });
});

describe('a text', () => {
  const { issue } = situation();
  const retried = after(at('Backlog'), heldDraft('edited-after-label'), intent('answer'), answeredDraft());
  it.each<[string, Task, object, boolean]>([
    ['never edited', at('Backlog'), {}, false],
    ['edited before the label', at('Backlog'), { editedAt: start - 1, editor: 'mallory' }, false],
    ['edited by the labeller', at('Backlog'), { editedAt: start + 1, editor: 'ada' }, false],
    ['edited by another', at('Backlog'), { editedAt: start + 1, editor: 'mallory' }, true],
    ['edited by nobody knows whom', at('Backlog'), { editedAt: start + 1, editor: null }, true],
    ['retried as it is', retried, { editedAt: start + 1, editor: 'mallory' }, false],
    ['retried, then edited', retried, { body: 'Other.' }, true],
  ])('%s is judged', (_what, task, changed, expected) => {
    expect(wasEditedByOthers(task, situation({ issue: { ...issue, ...changed } }))).toBe(expected);
  });
});
