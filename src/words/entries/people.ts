/** What people said and did, and where it waits for them. */
import type { EntryData, PhaseName } from '../../task/entry.ts';
import type { HoldReason } from '../../task/hold-reasons.ts';
import { holdReasons } from '../../task/hold-reasons.ts';
import { cancelSentence } from '../status/cancel-sentence.ts';
import { holdSentence } from '../status/hold-sentence.ts';
import { moment, type Moment } from './moment.ts';
import { firstLines } from './parts.ts';

export function describeAnswered(phase: PhaseName, { command, by, result }: EntryData<'answered'>): Moment {
  const text =
    result === 'accepted'
      ? `/cadence ${command} by ${by} is accepted`
      : `/cadence ${command} by ${by} is refused`;
  return moment(phase, 'note', text);
}

/** Why a question got no answer; `answered` has its own sentence. */
const silences = {
  'model-unavailable': 'the model could not be reached',
  'task-budget': 'the task has used up its model budget',
  'day-budget': 'the repository has used up its model budget for today',
  'no-price': 'the model has no price, and the policy limits money',
  'no-answer': 'the model gave no usable answer',
  unreadable: 'the files could not be read',
} as const;

export function describeConsulted(phase: PhaseName, { command, by, result }: EntryData<'consulted'>): Moment {
  const question = `/cadence ${command} by ${by}`;
  return result === 'answered'
    ? moment(phase, 'note', `Sidekick answered ${question}`)
    : moment(phase, 'note', `no answer to ${question}: ${silences[result]}`);
}

export function describeOpened(phase: PhaseName, { issue, by }: EntryData<'issue_opened'>): Moment {
  return issue === null
    ? moment(phase, 'note', `GitHub refused to open the issue that ${by} asked for`)
    : moment(phase, 'note', `issue #${issue} is opened from a comment by ${by}`);
}

export function describeNotified(phase: PhaseName, { people, comment }: EntryData<'notified'>): Moment {
  const names = people.map((login) => `@${login}`).join(' and ');
  return comment === 'posted'
    ? moment(phase, 'note', `${names} ${people.length === 1 ? 'is' : 'are'} mentioned in a comment`)
    : moment(phase, 'note', `GitHub refused the comment that mentions ${names}`);
}

export function describeHeld({ reason }: EntryData<'held'>, explained: string | null): Moment {
  const { title, why, wayOut } = holdSentence(reason);
  const detail = explained === null ? [] : firstLines(explained);
  return moment('Held', 'stop', `needs a person: ${title}`, [why, ...detail, wayOut]);
}

export function describeReleased(phase: PhaseName, { reason, to }: EntryData<'released'>): Moment {
  const what = to === 'Test' ? 'the tests were run again' : 'the cause is gone';
  return moment(
    phase,
    'note',
    `goes on: ${what}`,
    isHoldReason(reason) ? [`It was: ${holdSentence(reason).title}.`] : [],
  );
}

export function describeCancelled({ reason, by }: EntryData<'cancelled'>): Moment {
  const { title, why } = cancelSentence(reason, by);
  return moment('Cancelled', 'stop', title, [why]);
}

function isHoldReason(reason: string): reason is HoldReason {
  return holdReasons.some((known) => known === reason);
}
