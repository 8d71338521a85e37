import { describe } from 'vitest';
import { headSha } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, drafts, head, heldDraft, intent } from '../build.ts';
import { table } from './decide-table.ts';
import { pull, situation } from '../situations.ts';

function refused(times: number): Task {
  let task = at('Commit');
  for (let n = 0; n < times; n += 1)
    task = after(
      task,
      intent('merge'),
      { kind: 'failed_commit', headSha: head, data: { reason: 'other' } },
      drafts.green,
      intent('draftReview'),
      drafts.drafted,
      intent('publishReview'),
      drafts.reviewed,
    );
  return task;
}

describe('Commit', () => {
  const landed = { sha: 'm0000000', tree: 'tree-1', parents: ['b0000000'], by: 'cadence[bot]' };
  table([
    ['merges through an open gate', at('Commit'), situation(), 'merge'],
    ['updates where the base has moved', at('Commit'), situation({ behindBy: 1 }), 'updateBranch'],
    [
      'waits where GitHub does not know yet',
      at('Commit'),
      situation({ pull: pull({ mergeable: 'unknown' }) }),
      'wait: mergeable-unknown',
    ],
    ['holds where the gate says so', at('Commit'), situation({ roles: {} }), 'hold: labeller-without-right'],
    ['asks again after two refusals', refused(2), situation(), 'merge'],
    ['does not ask again after three', refused(3), situation(), 'hold: merge-refused'],
    [
      'looks at what landed',
      at('Commit merged'),
      situation({ pull: pull({ state: 'merged', landed }) }),
      'verifyLanding',
    ],
    ['waits until it is seen', at('Commit merged'), situation(), 'wait: landing'],
  ]);
  describe('while another task merges into the base', () => {
    table(
      [
        ['waits', at('Commit'), situation(), 'wait: base-locked'],
        ['updates nothing in vain', at('Commit'), situation({ behindBy: 1 }), 'wait: base-locked'],
        ['still holds', at('Commit'), situation({ roles: {} }), 'hold: labeller-without-right'],
        [
          'still looks at what landed',
          at('Commit merged'),
          situation({ pull: pull({ state: 'merged', landed }) }),
          'verifyLanding',
        ],
      ],
      { merging: 'locked' },
    );
  });
  describe('merged late, after the merge was given up', () => {
    const own = situation({ pull: pull({ state: 'merged', landed }) });
    const closed = situation({ ...own, issue: { ...own.issue, open: false } });
    const of = (change: object): Situation =>
      situation({ pull: pull({ state: 'merged', landed, ...change }) });
    table([
      ['is ours', at('Commit'), own, 'merge'],
      ['is ours, though the merge has closed the issue', at('Commit'), closed, 'merge'],
      [
        'is ours of a task that was held meanwhile',
        after(at('Commit'), intent('merge'), heldDraft('internal-error')),
        own,
        'release: internal-error',
      ],
      ['is not ours where none was announced', after(at('Commit'), heldDraft('no-run')), own, 'cancel'],
      ['is not ours where a person merged', at('Commit'), of({ landed: { ...landed, by: 'bob' } }), 'cancel'],
      ['is not ours with another head', at('Commit'), of({ headSha: headSha('ffff9999') }), 'cancel'],
      ['is not ours before there is a verdict', at('Test(evidence)'), own, 'cancel'],
    ]);
  });
  describe('in a paused repository', () => {
    table(
      [
        ['merges nothing', at('Commit'), situation(), 'hold: repository-paused'],
        [
          'still looks at what landed',
          at('Commit merged'),
          situation({ pull: pull({ state: 'merged', landed }) }),
          'verifyLanding',
        ],
      ],
      { merging: 'paused' },
    );
  });
});
