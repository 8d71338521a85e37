/** Backlog and Generate: from the label to a task that can be worked on. */
import type { EntryData } from '../../task/entry.ts';
import { moment, type Moment } from './moment.ts';
import { counted } from './parts.ts';

export function describeQueued({ issue }: EntryData<'queued'>): Moment {
  return moment('Backlog', 'step', `issue #${issue} is queued; its text is fixed by a hash`);
}

export function describeAdmitted({ redProof, attempts }: EntryData<'admitted'>): Moment {
  const proof = {
    required: 'new tests must fail first',
    preferred: 'new tests should fail first',
    off: 'no failing test is needed first',
  }[redProof];
  return moment('Backlog', 'step', `the policy allows it: ${counted(attempts, 'attempt')}, ${proof}`);
}

export function describeGenerated({ source, acceptance }: EntryData<'task_generated'>): Moment {
  const criteria = counted(acceptance, 'acceptance criterion', 'acceptance criteria');
  const text = {
    agent: `the agent planned the change: ${criteria}`,
    directive: 'the issue contains the change itself',
    person: 'a person writes the change',
  }[source];
  return moment('Generate', 'step', text);
}
