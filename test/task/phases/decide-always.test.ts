/** What holds of every decision: it is total, it is the same for the same, and it goes nowhere in circles. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decide } from '../../../src/task/decide.ts';
import type { Draft } from '../../../src/task/entry.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import { headSha } from '../../../src/task/names.ts';
import type { Pull, Run, Situation } from '../../../src/task/situation.ts';
import type { Step } from '../../../src/task/step.ts';
import type { Task } from '../../../src/task/task.ts';
import { stageOf } from '../../../src/task/transitions.ts';
import {
  after,
  at,
  base,
  byPerson,
  head,
  heldDraft,
  intent,
  minute,
  start,
  stops,
  testsHead,
  tryFold,
} from '../build.ts';
import { comment, policy, pull, run, settings, situation, workflow } from '../situations.ts';

const heads = [head, testsHead, headSha('ffff9999')] as const;
const word = fc.constantFrom('completed', 'in_progress', 'queued');
const conclusion = fc.constantFrom('success', 'failure', 'skipped', null);

const runs: fc.Arbitrary<Run> = fc
  .record({
    path: fc.constantFrom(workflow, 'other.yml'),
    event: fc.constantFrom('pull_request', 'push'),
    headSha: fc.constantFrom(...heads),
    status: word,
    conclusion,
    complete: fc.boolean(),
    jobs: fc.array(
      fc.record({
        name: fc.constant('pytest'),
        status: word,
        conclusion,
        startedAt: fc.constant(null),
        completedAt: fc.constant(null),
      }),
      { maxLength: 2 },
    ),
  })
  .map((changed) => run(changed));

const pulls: fc.Arbitrary<Pull | null> = fc.option(
  fc
    .record({
      number: fc.constantFrom(8, 9),
      state: fc.constantFrom('open', 'closed', 'merged'),
      draft: fc.boolean(),
      mergeable: fc.constantFrom('yes', 'no', 'unknown'),
      author: fc.constantFrom(
        { login: 'bob', kind: 'person' } as const,
        { login: 'x', kind: 'bot' } as const,
      ),
      headSha: fc.constantFrom(...heads),
      baseRef: fc.constantFrom('main', 'dev'),
      crossRepository: fc.boolean(),
      runs: fc.array(runs, { maxLength: 3 }),
      runsComplete: fc.boolean(),
      landed: fc.constantFrom(null, { sha: 'm', tree: 't', parents: [base], by: 'bob' }),
    })
    .map((changed) => pull(changed)),
);

const policies = fc.constantFrom<Situation['policy']>(
  { kind: 'missing' },
  { kind: 'wrong', errors: ['1:1 no'], hash: 'w' },
  { kind: 'policy', policy: policy(), hash: 'p' },
  { kind: 'policy', policy: policy({ roles: { review: ['reasoning'] } }), hash: 'p' },
);

const normal = situation();
const mostly = <T>(usual: T, ...others: readonly T[]): fc.Arbitrary<T> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constant(usual) },
    { weight: 1, arbitrary: fc.constantFrom(...others) },
  );

const situations: fc.Arbitrary<Situation> = fc
  .record({
    at: fc.integer({ min: start, max: start + 200 * minute }),
    pull: pulls,
    policy: fc.oneof(
      { weight: 3, arbitrary: fc.constant(normal.policy) },
      { weight: 1, arbitrary: policies },
    ),
    ruleset: mostly<Situation['ruleset']>({ kind: 'none' }, { kind: 'missing', path: 'r' }),
    workflowBlob: mostly<string | null>('workflow-1', null),
    workflowBlobAtHead: mostly<string | null>('workflow-1', 'other', null),
    behindBy: mostly<number | null>(0, 2, null),
    blobs: mostly<Situation['blobs']>(normal.blobs, { 'tests/test_add.py': 'other' }, {}),
    roles: mostly<Situation['roles']>(normal.roles, {}),
    repo: mostly(
      normal.repo,
      { ...normal.repo, archived: true },
      { ...normal.repo, allows: { squash: false, merge: true } },
    ),
    issue: mostly(
      normal.issue,
      { ...normal.issue, open: false },
      { ...normal.issue, labelled: null },
      { ...normal.issue, body: 'Other.' },
      { ...normal.issue, editedAt: start + 5, editor: 'mallory' },
    ),
    comments: mostly<Situation['comments']>(
      [],
      [comment()],
      [comment({ body: '/cadence nonsense', edited: true })],
    ),
  })
  .map((changed) => situation(changed));

const cancelled: Draft = { kind: 'cancelled', data: { reason: 'unlabelled', by: null } };
const working: readonly Task[] = [...stops.map(at), byPerson(), byPerson('required')];
const held = working.flatMap((task) =>
  holdReasons.flatMap((reason): Task[] => {
    const folded = tryFold(task, heldDraft(reason));
    return folded.kind === 'task' ? [folded.task] : [];
  }),
);
const tasks = fc.constantFrom<Task | null>(
  null,
  ...working,
  ...held,
  after(at('Commit'), intent('cancel'), cancelled),
);
const setting = fc.record({
  model: fc.constantFrom('configured', 'none'),
  merging: fc.constantFrom('open', 'paused'),
});

describe('a decision', () => {
  it('is there for every task and every situation, and the same for the same', () => {
    fc.assert(
      fc.property(tasks, situations, setting, (task, seen, changed) => {
        const step = decide(task, seen, { ...settings, ...changed });
        expect(decide(task, seen, { ...settings, ...changed })).toEqual(step);
      }),
      { numRuns: 2_000 },
    );
  });

  it('to wait always says until when, but for a task that is over', () => {
    fc.assert(
      fc.property(tasks, situations, setting, (task, seen, changed) => {
        const step = decide(task, seen, { ...settings, ...changed });
        const dueAt =
          step.kind === 'wait' && step.why !== 'over' ? step.until.dueAt : Number.POSITIVE_INFINITY;
        expect(dueAt).toBeGreaterThan(seen.at);
      }),
      { numRuns: 2_000 },
    );
  });

  it('to hold or to let go can be written down where the task stands', () => {
    fc.assert(
      fc.property(tasks, situations, setting, (task, seen, changed) => {
        const step = decide(task, seen, { ...settings, ...changed });
        const draft = task && draftOf(step);
        expect(draft ? tryFold(task, draft).kind : 'task').toBe('task');
      }),
      { numRuns: 2_000 },
    );
  });

  it('to let a held task go is not taken back at once in the same situation', () => {
    const circles = held.flatMap((task) =>
      deviations.flatMap((seen): string[] => {
        const step = decide(task, seen, settings);
        const draft = step.kind === 'release' ? draftOf(step) : null;
        const next = draft ? decide(after(task, draft), seen, settings) : null;
        const circle = next?.kind === 'hold' && step.kind === 'release' && next.reason === step.reason;
        return circle ? [`${next.reason}, back in ${stageOf(after(task, draft ?? cancelled).state)}`] : [];
      }),
    );
    expect([...new Set(circles)]).toEqual([]);
  });

  it('to merge is made only for evidence of the head that holds the base’s tip', () => {
    fc.assert(
      fc.property(situations, setting, (seen, changed) => {
        const step = decide(at('Commit'), seen, { ...settings, ...changed });
        const safe = seen.behindBy === 0 && seen.pull?.headSha === head && seen.pull.mergeable === 'yes';
        expect(step.kind === 'merge' && !safe).toBe(false);
      }),
      { numRuns: 2_000 },
    );
  });
});

/** All is well but for one thing. */
const deviations: readonly Situation[] = [
  normal,
  situation({ pull: null }),
  ...(
    [
      { draft: true },
      { mergeable: 'no' },
      { mergeable: 'unknown' },
      { headSha: testsHead },
      { baseRef: 'dev' },
      { runs: [] },
      { runs: [], mergeable: 'no' },
      { runsComplete: false },
    ] as const
  ).map((changed) => situation({ pull: pull(changed) })),
  situation({ policy: { kind: 'missing' } }),
  situation({ workflowBlob: null }),
  situation({ workflowBlobAtHead: 'other' }),
  situation({ ruleset: { kind: 'missing', path: 'r' } }),
  situation({ behindBy: 1 }),
  situation({ blobs: { 'tests/test_add.py': 'other' } }),
  situation({ blobs: {} }),
  situation({ roles: {} }),
  situation({ repo: { ...normal.repo, archived: true } }),
  situation({ repo: { ...normal.repo, allows: { squash: false, merge: true } } }),
  situation({ issue: { ...normal.issue, body: 'Other.' } }),
  situation({ at: start + 200 * minute }),
  situation({ at: start + 200 * minute, pull: pull({ runs: [] }) }),
];

function draftOf(step: Step): Draft | null {
  if (step.kind === 'hold') return heldDraft(step.reason, step.back);
  if (step.kind !== 'release') return null;
  return { kind: 'released', data: { reason: step.reason, ...(step.to === 'Test' ? { to: step.to } : {}) } };
}
