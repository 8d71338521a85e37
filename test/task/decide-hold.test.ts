import { describe } from 'vitest';
import type { Draft } from '../../src/task/entry.ts';
import type { Pull, Run, Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { addressOf, after, at, head, heldDraft, noticed, start, testsHead } from './build.ts';
import { table } from './phases/decide-table.ts';
import { comment, pull, run, situation } from './situations.ts';

describe('a hold', () => {
  const draft = after(at('Test(evidence)'), heldDraft('pull-draft'));
  const isDraft = situation({ pull: pull({ draft: true }) });
  table([
    ['mentions whose move it is before it waits', draft, isDraft, 'notify: ada'],
    ['mentions them once', noticed(draft), isDraft, 'wait: held'],
    ['mentions nobody where it is over already', draft, situation(), 'release: pull-draft'],
    [
      'mentions nobody where time alone helps',
      after(at('Test(evidence)'), heldDraft('model-busy')),
      situation(),
      'wait: held',
    ],
    [
      'answers what they say first',
      draft,
      situation({ pull: pull({ draft: true }), comments: [comment()] }),
      'answer',
    ],
  ]);
});

function redChange(seen: { readonly seenRunAt?: number }): Draft {
  const of = { attempt: 1, part: 'change', runId: 12, runAttempt: 1, failed: ['t.py::a'] };
  return {
    kind: 'failed_test',
    headSha: head,
    data: { reason: 'red', ...of, explained: addressOf('d'), ...seen },
  } as Draft;
}

/** The red run of the change, later. */
function again(changed: Partial<Run>, of: Partial<Pull> = {}): Situation {
  return situation({ pull: pull({ runs: [run({ updatedAt: start + 30_000, ...changed })], ...of }) });
}

describe('a task that is held after a red run', () => {
  const red = after(at('Test(evidence)'), redChange({ seenRunAt: start }));
  const held = (reason: string, task = red): Task => noticed(after(task, heldDraft(reason)));
  table([
    ...['attempts-exhausted', 'same-patch', 'inverse-patch', 'no-progress'].map(
      (reason) =>
        [
          `reads the tests again that a person ran again (${reason})`,
          held(reason),
          again({}),
          `release: ${reason} (to Test)`,
        ] as const,
    ),
    ['waits while nobody did', held('no-progress'), situation(), 'wait: held'],
    [
      'waits while they run',
      held('no-progress'),
      again({ status: 'in_progress', conclusion: null }),
      'wait: held',
    ],
    ['reads no run of another head', held('no-progress'), again({ headSha: testsHead }), 'wait: held'],
    [
      'reads none where another head stands',
      held('no-progress'),
      again({}, { headSha: testsHead }),
      'wait: held',
    ],
    ['reads none of another workflow', held('no-progress'), again({ path: 'other.yml' }), 'wait: held'],
    ['reads none for a reason of another kind', held('budget-spent'), again({}), 'wait: held'],
    [
      'reads none where the record does not say when it was red',
      held('no-progress', after(at('Test(evidence)'), redChange({}))),
      again({}),
      'wait: held',
    ],
  ]);
});
