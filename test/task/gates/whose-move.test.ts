import { describe, expect, it } from 'vitest';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import type { Task } from '../../../src/task/task.ts';
import { peopleToNotify, whoseMove } from '../../../src/task/gates/whose-move.ts';
import { addressOf, after, answeredDraft, at, drafts, heldDraft, intent, noticed } from '../build.ts';

const released = (reason: string): { kind: 'released'; data: { reason: string } } => ({
  kind: 'released',
  data: { reason },
});
const held = (reason: string): ReturnType<typeof at> => after(at('Test(evidence)'), heldDraft(reason));
function tracedTo(by: string, reason: string): Task {
  const task = held(reason);
  return { ...task, authority: { ...task.authority, by } };
}

const answering = intent('answer');

describe('the people to mention', () => {
  it('are those whom the task traces to', () => {
    expect(peopleToNotify(held('head-moved'))).toEqual(['ada']);
    expect(peopleToNotify(tracedTo('bob', 'head-moved'))).toEqual(['bob']);
  });

  it('are the labeller too where the repository, the policy or the installation is at fault', () => {
    expect(peopleToNotify(tracedTo('bob', 'no-run'))).toEqual(['bob', 'ada']);
    expect(peopleToNotify(held('no-run'))).toEqual(['ada']);
  });

  it.each(['dependabot[bot]', 'ghost', 'Ghost', '', 'a b', '@ada'])('are never %j', (login) => {
    expect(peopleToNotify(tracedTo(login, 'head-moved'))).toEqual([]);
  });

  it('are nobody while the task is at work, or where time alone helps', () => {
    expect(peopleToNotify(at('Test(evidence)'))).toEqual([]);
    const patient = holdReasons.filter((reason) => whoseMove(reason) === 'nobody');
    expect(patient).toEqual(['model-unavailable', 'model-busy', 'day-budget-spent', 'repository-paused']);
    for (const reason of patient) expect(peopleToNotify(held(reason))).toEqual([]);
  });

  it('are mentioned once for a hold', () => {
    expect(peopleToNotify(noticed(held('no-run')))).toEqual([]);
  });

  it('are mentioned for the next hold, though its reason is the same', () => {
    const again = after(noticed(held('no-run')), released('no-run'), heldDraft('no-run'));
    expect(peopleToNotify(again)).toEqual(['ada']);
    const retried = after(
      noticed(held('no-run')),
      answering,
      answeredDraft({ command: 'retry', by: 'bob' }),
      heldDraft('no-run'),
    );
    expect(peopleToNotify(retried)).toEqual(['bob', 'ada']);
  });

  it.each([
    ['approved', [answeredDraft({ command: 'approve', approved: addressOf('5') })]],
    [
      'drafted again',
      [
        answeredDraft({ command: 'plan', by: 'ada', guidance: addressOf('7') }),
        intent('draftSpec'),
        drafts.generated,
      ],
    ],
  ])('are mentioned for the next plan once one was %s', (_what, answered) => {
    const planned = after(at('Execute(tests)'), heldDraft('plan-approval'));
    const next = after(noticed(planned), answering, ...answered, heldDraft('plan-approval'));
    expect(peopleToNotify(next)).toEqual(['ada']);
  });

  it.each(['model-quota-spent', 'model-key-refused', 'model-missing'])(
    'are not mentioned again where Cadence itself tries again and meets the same (%s)',
    (reason) => {
      const again = after(noticed(held(reason)), released(reason), heldDraft(reason));
      expect(peopleToNotify(again)).toEqual([]);
      const worked = after(noticed(held(reason)), released(reason), drafts.green, heldDraft(reason));
      expect(peopleToNotify(worked)).toEqual(['ada']);
      const other = after(noticed(held(reason)), released(reason), heldDraft('no-run'));
      expect(peopleToNotify(other)).toEqual(['ada']);
    },
  );
});
