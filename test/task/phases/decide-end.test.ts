import { describe } from 'vitest';
import { headSha } from '../../../src/task/names.ts';
import type { Situation } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import { after, at, heldDraft, minute, noticed, start } from '../build.ts';
import { table } from './decide-table.ts';
import { pull, run, settings, situation, untouched } from '../situations.ts';

const issue = situation().issue;

describe('Review, Record and Meta', () => {
  const closed = { ...issue, open: false, closedAt: start };
  const later = start + 13_000 + settings.closeLookMs;
  table([
    ['draft first', at('Review'), situation(), 'draftReview'],
    ['then publish', at('Review drafted'), situation(), 'publishReview'],
    ['update rather than review what is behind', at('Review'), situation({ behindBy: 2 }), 'updateBranch'],
    ['wait for GitHub to close the issue', at('Record'), situation({ at: start + 14_000 }), 'wait: close'],
    ['finish when it did', at('Record'), situation({ at: start + 14_000, issue: closed }), 'finish'],
    ['finish when it did not', at('Record'), situation({ at: later + 20_000 }), 'finish'],
    ['archive what is finished', at('Record done'), situation({ issue: closed }), 'archive'],
    ['report at the end', at('Meta'), situation({ issue: closed }), 'report'],
  ]);
});

function stood(stop: 'Test(evidence)' | 'Backlog', reason: string, said: { waitMs?: number } = {}): Task {
  const draft = heldDraft(reason);
  return noticed(after(at(stop), { ...draft, data: { ...draft.data, ...said } } as typeof draft));
}

function redBase(behindBy: number): Situation {
  return situation({ behindBy, baseRuns: [run({ event: 'push', conclusion: 'failure' })] });
}

describe('Held', () => {
  const rerun = situation({ pull: pull({ runs: [run({ updatedAt: start + 30_000 })] }) });
  const going = situation({ pull: pull({ runs: [run({ updatedAt: start + 30_000, status: 'queued' })] }) });
  const foreign = situation({ pull: pull({ headSha: headSha('ffff9999') }) });
  const wrong = situation({ policy: { kind: 'wrong', errors: [], hash: 'w' } });
  table([
    [
      'waits where the default branch is still another',
      stood('Test(evidence)', 'base-not-default'),
      situation({ repo: { ...situation().repo, defaultBranch: 'dev' } }),
      'wait: held',
    ],
    [
      'waits for people where only they can help',
      stood('Test(evidence)', 'no-run'),
      situation({ pull: pull({ runs: [] }) }),
      'wait: held',
    ],
    ['ends when a run came after all', stood('Test(evidence)', 'no-run'), situation(), 'release: no-run'],
    [
      'ends with the policy put right',
      stood('Test(evidence)', 'policy-wrong'),
      situation(),
      'release: policy-wrong',
    ],
    ['stands while it is wrong', stood('Test(evidence)', 'policy-wrong'), wrong, 'wait: held'],
    ['ends when our head is back', stood('Test(evidence)', 'head-moved'), situation(), 'release: head-moved'],
    ['stands while another is there', stood('Test(evidence)', 'head-moved'), foreign, 'wait: held'],
    [
      'ends when the draft is ready',
      stood('Test(evidence)', 'pull-draft'),
      situation(),
      'release: pull-draft',
    ],
    [
      'stands while it is a draft',
      stood('Test(evidence)', 'pull-draft'),
      situation({ pull: pull({ draft: true }) }),
      'wait: held',
    ],
    [
      'ends when the conflict is resolved',
      stood('Test(evidence)', 'conflict'),
      situation(),
      'release: conflict',
    ],
    [
      'stands while nobody knows',
      stood('Test(evidence)', 'conflict'),
      situation({ pull: pull({ mergeable: 'unknown' }) }),
      'wait: held',
    ],
    [
      'ends when the base is ours again',
      stood('Test(evidence)', 'base-not-default'),
      situation(),
      'release: base-not-default',
    ],
    [
      'tries the model again',
      stood('Test(evidence)', 'model-unavailable'),
      situation({ at: start + settings.modelRetryMs + minute }),
      'release: model-unavailable',
    ],
    [
      'leaves the model alone for a while',
      stood('Test(evidence)', 'model-unavailable'),
      situation(),
      'wait: held',
    ],
    [
      'leaves a busy model alone for as long as its server asked',
      stood('Test(evidence)', 'model-busy', { waitMs: 60 * minute }),
      situation({ at: start + settings.modelRetryMs + minute }),
      'wait: held',
    ],
    [
      'tries it when that time is over',
      stood('Test(evidence)', 'model-busy', { waitMs: 60 * minute }),
      situation({ at: start + 61 * minute }),
      'release: model-busy',
    ],
    ...(['model-quota-spent', 'model-key-refused', 'model-missing'] as const).flatMap(
      (reason): [string, Task, Situation, string][] => [
        [
          `does not ask soon again what a person must mend (${reason})`,
          stood('Test(evidence)', reason),
          situation({ at: start + settings.modelRetryMs + minute }),
          'wait: held',
        ],
        [
          `but asks in the end (${reason})`,
          stood('Test(evidence)', reason),
          situation({ at: start + settings.idleMs + minute }),
          `release: ${reason}`,
        ],
      ],
    ),
    [
      'waits for the next day where the money of this one is spent',
      stood('Test(evidence)', 'day-budget-spent'),
      situation({ at: Date.parse('2026-03-01T23:59:59Z') }),
      'wait: held',
    ],
    [
      'goes on when the next day begins',
      stood('Test(evidence)', 'day-budget-spent'),
      situation({ at: Date.parse('2026-03-02T00:00:00Z') }),
      'release: day-budget-spent',
    ],
    [
      'does not wait for a day where the task itself has spent its budget',
      stood('Test(evidence)', 'budget-spent'),
      situation({ at: Date.parse('2026-03-09T00:00:00Z') }),
      'wait: held',
    ],
    [
      'ends in Backlog when nothing is in the way',
      stood('Backlog', 'workflow-missing'),
      untouched(),
      'release: workflow-missing',
    ],
    [
      'stands in Backlog while anything is',
      stood('Backlog', 'workflow-missing'),
      untouched({ ruleset: { kind: 'missing', path: 'r' } }),
      'wait: held',
    ],
    [
      'ends when merging is open again',
      stood('Test(evidence)', 'repository-paused'),
      situation(),
      'release: repository-paused',
    ],
    [
      'looks at a run that somebody started again',
      stood('Test(evidence)', 'run-unusable'),
      rerun,
      'release: run-unusable',
    ],
    [
      'stands while the run is the one that was judged',
      stood('Test(evidence)', 'run-unusable'),
      situation(),
      'wait: held',
    ],
    ['stands while the new run is going', stood('Test(evidence)', 'results-unusable'), going, 'wait: held'],
    ['looks again if unclear', stood('Test(evidence)', 'base-unclear'), rerun, 'release: base-unclear'],
    ['stands while it is', stood('Test(evidence)', 'base-unclear'), situation(), 'wait: held'],
    ['stands while the base is red', stood('Test(evidence)', 'base-is-red'), redBase(0), 'wait: held'],
    [
      'ends when the base has moved on',
      stood('Test(evidence)', 'base-is-red'),
      redBase(1),
      'release: base-is-red',
    ],
    [
      'ends when the base is green',
      stood('Test(evidence)', 'base-is-red'),
      situation(),
      'release: base-is-red',
    ],
  ]);
});
