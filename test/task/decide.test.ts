import { describe, expect, it } from 'vitest';
import { decide } from '../../src/task/decide.ts';
import { after, at, drafts, heldDraft, intent, minute, noticed, start } from './build.ts';
import { table } from './phases/decide-table.ts';
import { comment, policy, pull, settings, situation, untouched } from './situations.ts';

const issue = situation().issue;
const cancelled = after(at('Review'), intent('cancel'), {
  kind: 'cancelled',
  data: { reason: 'unlabelled', by: null },
});

describe('before there is a task', () => {
  table([
    ['a labelled issue is queued', null, untouched(), 'queue 1'],
    [
      'an issue without the label is not',
      null,
      untouched({ issue: { ...issue, labelled: null } }),
      'wait: over',
    ],
    ['a closed issue is not', null, untouched({ issue: { ...issue, open: false } }), 'wait: over'],
  ]);
});

describe('after the end', () => {
  const again = { by: { login: 'ada', kind: 'person' }, at: start + minute } as const;
  table([
    ['there is nothing to do', cancelled, situation(), 'wait: over'],
    ['nor after the report', at('Meta reported'), situation(), 'wait: over'],
    [
      'a later label begins the next generation',
      cancelled,
      untouched({ issue: { ...issue, labelled: again } }),
      'queue 2',
    ],
    [
      'a later label on a closed issue does not',
      cancelled,
      untouched({ issue: { ...issue, open: false, labelled: again } }),
      'wait: over',
    ],
    ['a question is still answered', cancelled, situation({ comments: [comment()] }), 'answer'],
  ]);
});

describe('a task of which nothing is seen', () => {
  const silent = { status: [] };
  const held = after(at('Test(evidence)'), heldDraft('pull-draft'));
  table([
    [
      'is announced where it is held',
      held,
      situation({ ...silent, pull: pull({ draft: true }) }),
      'announce',
    ],
    ['is announced before an agent writes', at('Execute(tests)'), untouched(silent), 'announce'],
    ['says it with the tests of a directive', at('Backlog'), untouched(silent), 'admit'],
    [
      'is announced once: a comment that was deleted stays so',
      noticed(after(held, intent('announce'), { kind: 'announced', data: { comment: 'posted' } })),
      situation({ ...silent, pull: pull({ draft: true }) }),
      'wait: held',
    ],
  ]);
});

describe('a command', () => {
  const asked = situation({ comments: [comment()] });
  it('comes before anything else, wherever the task stands', () => {
    for (const stop of [
      'Backlog',
      'Generate',
      'Execute(tests)',
      'Test(evidence)',
      'Commit',
      'Record',
      'Meta',
    ] as const)
      expect(decide(at(stop), asked, settings).kind).toBe('answer');
  });
});

describe('Backlog', () => {
  const task = at('Backlog');
  table([
    ['goes on when nothing is in the way', task, untouched(), 'admit'],
    ['needs a policy', task, untouched({ policy: { kind: 'missing' } }), 'hold: policy-missing'],
    [
      'needs a policy that parses',
      task,
      untouched({ policy: { kind: 'wrong', errors: [], hash: 'w' } }),
      'hold: policy-wrong',
    ],
    [
      'needs the right of the labeller',
      task,
      untouched({ roles: { ada: 'triage' } }),
      'hold: labeller-without-right',
    ],
    ['needs the labeller to be known', task, untouched({ roles: {} }), 'hold: labeller-without-right'],
    [
      'takes no label from an app',
      task,
      untouched({ issue: { ...issue, labelled: { by: { login: 'ada', kind: 'bot' }, at: start } } }),
      'hold: labelled-by-app',
    ],
    [
      'takes no text that another edited after the label',
      task,
      untouched({ issue: { ...issue, editedAt: start + 1, editor: 'mallory' } }),
      'hold: edited-after-label',
    ],
    [
      'takes a text that the labeller edited',
      task,
      untouched({ issue: { ...issue, editedAt: start + 1, editor: 'ada' } }),
      'admit',
    ],
    [
      'takes a text that another edited before the label',
      task,
      untouched({ issue: { ...issue, editedAt: start - 1, editor: 'mallory' } }),
      'admit',
    ],
    ['needs the workflow', task, untouched({ workflowBlob: null }), 'hold: workflow-missing'],
    [
      'needs the ruleset it names',
      task,
      untouched({ ruleset: { kind: 'missing', path: 'r.json' } }),
      'hold: ruleset-missing',
    ],
    [
      'needs the method of merging to be allowed',
      task,
      untouched({ repo: { ...untouched().repo, allows: { squash: false, merge: true } } }),
      'hold: method-not-allowed',
    ],
    [
      'stops at an archived repository',
      task,
      untouched({ repo: { ...untouched().repo, archived: true } }),
      'hold: repository-archived',
    ],
    [
      'holds a story until planning is built',
      after(null, { ...drafts.queued, data: { ...drafts.queued.data, size: 'story' } }),
      untouched(),
      'hold: planning-not-built',
    ],
  ]);
  const reasoning = untouched({
    policy: { kind: 'policy', policy: policy({ roles: { review: ['reasoning'] } }), hash: 'p' },
  });
  describe('without a model', () => {
    table([['holds where policy names a reviewer that needs one', task, reasoning, 'hold: no-model']], {
      model: 'none',
    });
  });
  describe('with a model', () => {
    table([['admits it', task, reasoning, 'admit']]);
  });
});
