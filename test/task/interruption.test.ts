import { describe, expect, it } from 'vitest';
import { interruption } from '../../src/task/interruption.ts';
import { headSha } from '../../src/task/names.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  base,
  byPerson,
  head,
  heldDraft,
  intent,
  patch,
} from './build.ts';
import { pull, situation } from './situations.ts';

const issue = situation().issue;
const foreign = pull({ headSha: headSha('ffff9999') });
const landed = { sha: 'm1', tree: 't', parents: [base], by: 'bob' };
const testing = at('Test(evidence)');
const held = after(testing, heldDraft('no-run'));
const stopping = after(testing, intent('answer'), answeredDraft({ command: 'stop' }));
const persons = after(byPerson(), {
  kind: 'change_taken',
  headSha: head,
  data: { pull: 8, pullId: 'PR_8', base, change: patch('theirs') },
});

const lateUpdate = after(testing, intent('updateBranch', { headSha: head }), {
  kind: 'intent_dropped',
  data: { step: 'updateBranch', reason: 'not-found' },
});
const update = pull({ headSha: headSha('aaaa3333'), headParents: [head, 'b1111111'] });

function cancel(reason: string, by: string | null = null): object {
  return { kind: 'cancel', reason, by };
}

function hold(reason: string, back: 'here' | 'Generate' = 'here'): object {
  return { kind: 'hold', reason, back };
}

describe('an interruption', () => {
  it.each<[string, Task, Situation, object | null]>([
    ['nothing at all', testing, situation(), null],
    ['a stop', stopping, situation(), cancel('stopped', 'bob')],
    [
      'the label taken off',
      testing,
      situation({ issue: { ...issue, labelled: null } }),
      cancel('unlabelled'),
    ],
    [
      'the issue closed',
      testing,
      situation({ issue: { ...issue, open: false, closedBy: 'bob' } }),
      cancel('issue-closed', 'bob'),
    ],
    [
      'our pull request closed',
      testing,
      situation({ pull: pull({ state: 'closed' }) }),
      cancel('pull-closed'),
    ],
    [
      'another pull request closed',
      testing,
      situation({ pull: pull({ state: 'closed', number: 99 }) }),
      null,
    ],
    [
      'our pull request merged by a person',
      testing,
      situation({ pull: pull({ state: 'merged', landed }) }),
      cancel('merged-by-person', 'bob'),
    ],
    [
      'the text edited',
      testing,
      situation({ issue: { ...issue, body: 'Other.' } }),
      hold('text-edited', 'Generate'),
    ],
    [
      'the title edited',
      testing,
      situation({ issue: { ...issue, title: 'Other' } }),
      hold('text-edited', 'Generate'),
    ],
    [
      'the repository archived',
      testing,
      situation({ repo: { ...situation().repo, archived: true } }),
      hold('repository-archived'),
    ],
    [
      'another default branch',
      testing,
      situation({ repo: { ...situation().repo, defaultBranch: 'dev' } }),
      hold('base-not-default'),
    ],
    ['another base chosen', testing, situation({ pull: pull({ baseRef: 'dev' }) }), hold('base-not-default')],
    [
      'the pull request made a draft',
      testing,
      situation({ pull: pull({ draft: true }) }),
      hold('pull-draft'),
    ],
    ['our own update that came late', lateUpdate, situation({ pull: update }), { kind: 'updateBranch' }],
    [
      'a merge of another head',
      lateUpdate,
      situation({ pull: { ...update, headParents: ['x', head] } }),
      hold('head-moved'),
    ],
    [
      'a push on our head',
      lateUpdate,
      situation({ pull: { ...update, headParents: [head] } }),
      hold('head-moved'),
    ],
    ['an update that nobody asked for', testing, situation({ pull: update }), hold('head-moved')],
    ['a push to our branch', testing, situation({ pull: foreign }), hold('head-moved')],
    ['the policy removed', testing, situation({ policy: { kind: 'missing' } }), hold('policy-missing')],
    [
      'the policy broken',
      testing,
      situation({ policy: { kind: 'wrong', errors: [], hash: 'w' } }),
      hold('policy-wrong'),
    ],
    ['a push to a person’s own branch', persons, situation({ pull: foreign }), { kind: 'adoptHead' }],
    [
      'a held task unlabelled',
      held,
      situation({ issue: { ...issue, labelled: null } }),
      cancel('unlabelled'),
    ],
    ['a held task closed', held, situation({ issue: { ...issue, open: false } }), cancel('issue-closed')],
    [
      'a held task edited: it waits for a retry anyway',
      held,
      situation({ issue: { ...issue, body: 'Other.' } }),
      null,
    ],
    [
      'a task in Backlog edited: it is judged there',
      at('Backlog'),
      situation({ issue: { ...issue, body: 'Other.' } }),
      null,
    ],
  ])('by %s', (_what, task, seen, expected) => {
    expect(interruption(task, seen)).toEqual(expected);
  });

  it('does not come once it is merged: what follows is book-keeping', () => {
    const everything = situation({
      issue: { ...issue, open: false, labelled: null, body: 'Other.' },
      policy: { kind: 'missing' },
      pull: pull({ state: 'merged', landed }),
    });
    for (const stop of ['Commit merged', 'Record', 'Record done', 'Meta'] as const)
      expect(interruption(at(stop), everything)).toBeNull();
  });

  it('by a stop comes before the text that was edited, and is in the name of who said it', () => {
    const edited = situation({ issue: { ...issue, body: 'Other.', labelled: null } });
    expect(interruption(stopping, edited)).toEqual(cancel('stopped', 'bob'));
  });

  it('leaves a text alone that a retry has authorised', () => {
    const body = 'Other.';
    const seen = situation({ issue: { ...issue, body } });
    const edited = after(testing, heldDraft('text-edited', 'Generate'), intent('answer'));
    const stillOld = after(edited, answeredDraft({}));
    expect(interruption(stillOld, seen)).toEqual(hold('text-edited', 'Generate'));
    expect(addressOf('f')).toBe(stillOld.frozen);
  });
});
