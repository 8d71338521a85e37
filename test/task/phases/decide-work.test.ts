import { describe } from 'vitest';
import type { Draft } from '../../../src/task/entry.ts';
import type { Run, Situation } from '../../../src/task/situation.ts';
import type { Task } from '../../../src/task/task.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  byPerson,
  drafts,
  head,
  heldDraft,
  intent,
  minute,
  start,
  testsHead,
} from '../build.ts';
import { table } from './decide-table.ts';
import { pull, run, situation, untouched, workflow } from '../situations.ts';

const atProof = situation({
  pull: pull({ headSha: testsHead, runs: [run({ id: 11, headSha: testsHead })] }),
});

const failed: Draft = {
  kind: 'failed_build_patch',
  data: { reason: 'landing-no-match', attempt: 1, part: 'tests', explained: addressOf('d') },
};
const directive: Draft = {
  kind: 'task_generated',
  data: { source: 'directive', spec: addressOf('5'), acceptance: 0 },
};
const failedDirective = after(at('Generate'), intent('draftSpec'), directive, intent('buildPatch'), failed);

function used(times: number): Task {
  let task = at('Execute(tests)');
  for (let n = 0; n < times; n += 1) task = after(task, intent('buildPatch'), failed);
  return task;
}

function redAt(attempt: number): Draft {
  const of = { attempt, part: 'change', runId: 12, runAttempt: 1, failed: ['t.py::a'], signature: 's' };
  const data = { reason: 'red', ...of, explained: addressOf('d') };
  return { kind: 'failed_test', headSha: head, data } as Draft;
}
const builtAnew = [intent('buildPatch'), drafts.changeBuilt, intent('publishChange'), drafts.applied];
const stuck = after(at('Test(evidence)'), redAt(1), ...builtAnew, redAt(2));
const goesOn = after(stuck, heldDraft('no-progress'), intent('answer'), answeredDraft());
const stuckAtTheEnd = after(goesOn, ...builtAnew, redAt(3));

describe('Generate and Execute', () => {
  table([
    ['draft the specification first', at('Generate'), untouched(), 'draftSpec'],
    ['build the tests first', at('Execute(tests)'), untouched(), 'buildPatch tests'],
    ['publish what is built', at('Execute(tests) built'), untouched(), 'publishTests'],
    ['build the change after the proof', at('Execute(change)'), atProof, 'buildPatch change'],
    ['publish the change', at('Execute(change) built'), atProof, 'publishChange'],
    ['try a third time', used(2), untouched(), 'buildPatch tests'],
    ['stop early where two attempts failed alike', stuck, situation(), 'hold: no-progress'],
    ['go on from there when a person says so', goesOn, situation(), 'buildPatch change'],
    ['say of the last attempt that it was the last', stuckAtTheEnd, situation(), 'hold: attempts-exhausted'],
    ['do not try a fourth time', used(3), untouched(), 'hold: attempts-exhausted'],
    ['hand a failed directive to the agent', failedDirective, untouched(), 'buildPatch tests'],
  ]);
  describe('without a model', () => {
    table(
      [
        [
          'hold a failed directive after its one attempt',
          failedDirective,
          untouched(),
          'hold: directive-failed (back to Generate)',
        ],
      ],
      { model: 'none' },
    );
  });
});

describe('the change of a person', () => {
  const author = { login: 'bob', kind: 'person' } as const;
  const theirs = (changed: object = {}): Situation =>
    situation({ pull: pull({ number: 9, author, ...changed }) });
  table([
    ['is waited for', byPerson(), untouched(), 'wait: person'],
    ['is taken up', byPerson(), theirs(), 'adoptHead'],
    [
      'is not taken from a bot',
      byPerson(),
      theirs({ author: { login: 'bob', kind: 'bot' } }),
      'wait: person',
    ],
    ['is not taken from a fork', byPerson(), theirs({ crossRepository: true }), 'wait: person'],
    [
      'is not taken without the right to write',
      byPerson(),
      theirs({ author: { login: 'eve', kind: 'person' } }),
      'wait: person',
    ],
    ['is not taken when closed', byPerson(), theirs({ state: 'closed' }), 'wait: person'],
    ['is held where policy requires a proof', byPerson('required'), theirs(), 'hold: proof-required'],
  ]);
});

function runs(...all: Run[]): Situation {
  return situation({ pull: pull({ runs: all }) });
}

describe('Test', () => {
  const task = at('Test(evidence)');
  const green = situation();
  const late = start + 9_000 + 60 * minute + minute;
  table([
    ['reads the run of the proof', at('Test(proof)'), atProof, 'readTests 11'],
    ['reads the run of the change', task, green, 'readTests 12'],
    [
      'updates a branch that lacks commits of the base, whatever its run says',
      task,
      situation({ behindBy: 1 }),
      'updateBranch',
    ],
    ['waits until GitHub knows', task, situation({ behindBy: null }), 'wait: behind-unknown'],
    [
      'waits for a run that is going',
      task,
      runs(run({ status: 'in_progress', conclusion: null })),
      'wait: tests',
    ],
    [
      'waits for the last job, though the run says completed',
      task,
      runs(run({ jobs: [...run().jobs, { ...run().jobs[0], name: 'x', status: 'in_progress' } as never] })),
      'wait: tests',
    ],
    ['waits for a run to appear', task, runs(), 'wait: tests'],
    ['does not wait for ever', task, situation({ at: late, pull: pull({ runs: [] }) }), 'hold: no-run'],
    [
      'does not wait for a run that a conflict keeps away',
      task,
      situation({ pull: pull({ runs: [], mergeable: 'no' }) }),
      'hold: conflict',
    ],
    [
      'trusts no list that was cut off',
      task,
      situation({ pull: pull({ runsComplete: false }) }),
      'hold: list-truncated',
    ],
    [
      'runs no workflow that the branch changed',
      task,
      situation({ workflowBlobAtHead: 'other' }),
      'hold: workflow-changed',
    ],
    [
      'runs no workflow that the branch removed',
      task,
      situation({ workflowBlobAtHead: null }),
      'hold: workflow-changed',
    ],
    [
      'runs no script that the branch changed',
      task,
      situation({ scriptBlobAtHead: 'other' }),
      'hold: workflow-changed',
    ],
    ['waits while the pull request is not seen', task, situation({ pull: null }), 'wait: pull-not-seen'],
    ['does not read a run of another head', task, runs(run({ headSha: testsHead })), 'wait: tests'],
    ['does not read a run of another workflow', task, runs(run({ path: `${workflow}.yml` })), 'wait: tests'],
  ]);
});
