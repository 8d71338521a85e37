import { describe, expect, it } from 'vitest';
import { approversMay, missingApproval, waitingFor } from '../../../src/task/gates/approval.ts';
import { decide } from '../../../src/task/decide.ts';
import type { Draft } from '../../../src/task/entry.ts';
import type { Task } from '../../../src/task/task.ts';
import {
  addressOf,
  after,
  answeredDraft,
  at,
  drafts,
  heldDraft,
  intent,
  testsHead,
  tryAll,
} from '../build.ts';
import { policy, pull, settings, situation } from '../situations.ts';

const spec = addressOf('5');
const concerns = addressOf('9');
const approve = (approved: string | undefined, by = 'bob'): Draft =>
  answeredDraft({ comment: `IC_${by}`, command: 'approve', by, ...(approved ? { approved } : {}) });

function approvedBy(task: Task, by: string): Task {
  return { ...task, authority: { ...task.authority, approvals: [{ of: spec, by }] } };
}

function planned(risk?: 'low' | 'medium' | 'high', source: 'agent' | 'directive' = 'agent'): Task {
  const data = { source, spec, acceptance: 1, ...(risk ? { risk } : {}) };
  return after(at('Generate'), intent('draftSpec'), { kind: 'task_generated', data });
}

function missing(task: Task, approving: string): string | null {
  if (task.state.phase !== 'Execute') throw new Error(task.state.phase);
  return missingApproval(task, task.state, policy({ plan: { approve: approving } }));
}

describe('a plan', () => {
  it.each([
    ['never', 'high', null],
    ['risky', 'low', null],
    ['risky', 'medium', 'plan-approval'],
    ['risky', 'high', 'plan-approval'],
    ['risky', undefined, 'plan-approval'],
    ['always', 'low', 'plan-approval'],
  ] as const)('where the policy wants it approved %s, and its risk is %s: %s', (approving, risk, reason) => {
    expect(missing(planned(risk), approving)).toBe(reason);
  });

  it('is nothing to approve where a person wrote the change into the issue', () => {
    expect(missing(planned('high', 'directive'), 'always')).toBeNull();
  });

  it('is asked for before anything is written, and no more once it is approved', () => {
    const policyState = {
      kind: 'policy',
      policy: policy({ plan: { approve: 'always' } }),
      hash: 'p',
    } as const;
    const seen = situation({ policy: policyState, pull: null, branch: null });
    const told = { ...planned('low'), announced: true };
    expect(decide(told, seen, settings)).toMatchObject({ kind: 'hold', reason: 'plan-approval' });
    const held = after(told, heldDraft('plan-approval'));
    const task = after(held, intent('answer'), approve(spec));
    expect(task.authority.approvals).toEqual([{ of: spec, by: 'bob' }]);
    expect(decide(task, seen, settings)).toMatchObject({ kind: 'buildPatch' });
  });

  it('that replaces an approved one is asked for again', () => {
    const held = after(planned('high'), heldDraft('plan-approval'));
    const again = after(held, intent('answer'), answeredDraft({ command: 'plan', guidance: addressOf('1') }));
    expect(again.state.phase).toBe('Generate');
    const data = { source: 'agent', spec: addressOf('6'), acceptance: 1, risk: 'high' } as const;
    const other = after(again, intent('draftSpec'), { kind: 'task_generated', data });
    expect(missing(approvedBy(other, 'bob'), 'always')).toBe('plan-approval');
  });

  it('is not replaced once something of it is published', () => {
    const given = answeredDraft({ command: 'plan', guidance: addressOf('1') });
    const folded = tryAll(at('Test(evidence)'), intent('answer'), given);
    expect(folded).toMatchObject({ kind: 'refused', message: 'another plan for work that has begun' });
  });

  it('that is only shown changes nothing', () => {
    const before = planned('low');
    const task = after(before, intent('answer'), answeredDraft({ command: 'plan' }));
    expect(task.state).toEqual(before.state);
  });
});

const { data } = drafts.changeBuilt;
const atProof = situation({
  pull: pull({ headSha: testsHead }),
  branch: { headSha: testsHead, message: '', behindBy: 0 },
});
const worrying: Draft = { kind: 'patch_built', data: { ...data, concerns } };
const built = after(at('Execute(change)'), intent('buildPatch'), worrying);
const waiting = after(built, heldDraft('change-approval'));

describe('a patch with concerns', () => {
  it('is not published before a person allowed it', () => {
    expect(decide({ ...built, announced: true }, atProof, settings)).toMatchObject({
      kind: 'hold',
      reason: 'change-approval',
    });
    const allowed = after(waiting, intent('answer'), approve(concerns));
    expect(decide({ ...allowed, announced: true }, atProof, settings)).toEqual({ kind: 'publishChange' });
  });

  it.each([
    ['another text', addressOf('8')],
    ['no text', undefined],
    ['the plan', spec],
  ])('is not allowed by an approval of %s', (_name, of) => {
    const folded = tryAll(waiting, intent('answer'), approve(of));
    expect(folded).toMatchObject({ kind: 'refused' });
  });

  it('that a person turns down was an attempt, and the next one learns why', () => {
    const task = after(waiting, intent('answer'), answeredDraft());
    expect(task.attempts).toMatchObject({ used: 1, granted: 3, tried: ['change-1'] });
    expect(task.state).toMatchObject({
      phase: 'Execute',
      built: null,
      work: { learned: { why: 'not-approved', explained: concerns } },
    });
  });

  it('carries none further when the rest of a directive follows its tests', () => {
    const tests = drafts.testsBuilt.data.tests;
    const whole: Draft = { kind: 'patch_built', data: { ...data, by: 'directive', tests, concerns } };
    const source = { ...drafts.generated.data, source: 'directive' } as const;
    const generated = after(at('Generate'), intent('draftSpec'), { kind: 'task_generated', data: source });
    const first = after(generated, intent('buildPatch'), whole);
    expect(first.state).toMatchObject({ built: { concerns } });
    const allowed = after(first, heldDraft('change-approval'), intent('answer'), approve(concerns));
    const red = after(allowed, intent('publishTests'), drafts.testsPublished, drafts.red);
    expect(red.state).toMatchObject({ part: 'change', built: { concerns: null } });
  });
});

describe('edited tests that a person was shown', () => {
  const shown = addressOf('7');
  const held: Draft = { kind: 'held', data: { reason: 'change-approval', back: 'here', explained: shown } };
  const task = after(at('Test(evidence)'), held);

  it('go on with a yes to exactly that text', () => {
    expect(waitingFor(task)).toEqual({ kind: 'text', of: shown });
    const allowed = after(task, intent('answer'), approve(shown));
    expect(allowed.state).toMatchObject({ phase: 'Test', part: 'evidence' });
    expect(allowed.authority.approvals).toEqual([{ of: shown, by: 'bob' }]);
    expect(tryAll(task, intent('answer'), approve(spec))).toMatchObject({ kind: 'refused' });
  });

  it('lead to another change with a retry, which learns why', () => {
    const again = after(task, intent('answer'), answeredDraft());
    expect(again.state).toMatchObject({
      phase: 'Execute',
      part: 'change',
      work: { learned: { why: 'not-approved', explained: shown } },
    });
  });
});

describe('an approval', () => {
  it('is refused where nothing waits for it', () => {
    expect(waitingFor(at('Execute(change)'))).toBeNull();
    expect(waitingFor(after(at('Execute(change)'), heldDraft('no-run')))).toBeNull();
    const folded = tryAll(at('Execute(change)'), intent('answer'), approve(spec));
    expect(folded).toMatchObject({ message: 'approve of a task that waits for no approval' });
  });

  it('counts while its giver has the right, and another person can give it again', () => {
    const task: Task = { ...approvedBy(at('Commit'), 'bob'), announced: true };
    const roles = { ...situation().roles };
    expect(approversMay(task, situation({ roles: { ...roles, bob: 'write' } }))).toBe(true);
    const gone = situation({ roles: { ...roles, bob: 'triage' } });
    expect(approversMay(task, gone)).toBe(false);
    expect(decide(task, gone, settings)).toMatchObject({ kind: 'hold', reason: 'approver-without-right' });
    const held = after(task, heldDraft('approver-without-right'));
    const again = after(held, intent('answer'), approve(undefined, 'eve'));
    expect(again.authority.approvals).toEqual([{ of: spec, by: 'eve' }]);
  });
});
