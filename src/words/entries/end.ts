/** Commit, Record and Meta: the merge, and what is left of the task after it. */
import type { EntryData } from '../../task/entry.ts';
import { moment, type Moment } from './moment.ts';
import { counted, shortSha } from './parts.ts';

export function describeMerged({ mergeSha }: EntryData<'merged'>): Moment {
  return moment('Commit', 'step', `merged as ${shortSha(mergeSha)}, exactly the head that was tested`);
}

/** Why GitHub did not merge, for the refusals that a fresh test run may resolve. */
const refusals: Readonly<Record<string, string>> = {
  'head-moved': 'the branch moved',
  'base-moved': 'the base branch moved',
  'not-mergeable': 'it cannot be merged as it is',
};

export function describeFailedCommit({ reason }: EntryData<'failed_commit'>): Moment {
  const why = refusals[reason] ?? 'it gave no reason that Cadence knows';
  return moment('Commit', 'note', `GitHub refused the merge: ${why}. It is tested again.`);
}

export function describeCommitted({ tree }: EntryData<'committed'>): Moment {
  return moment('Commit', 'green', `the merge matches what was tested (tree ${shortSha(tree)})`);
}

export function describeDone({ closed }: EntryData<'status_done'>): Moment {
  return moment(
    'Record',
    'step',
    closed === 'by-us' ? 'Cadence closed the issue' : 'the merge closed the issue',
  );
}

export function describeArchived({ size }: EntryData<'archived'>): Moment {
  return moment('Record', 'step', `the record is sealed at ${counted(size, 'entry', 'entries')}`);
}

export function describeReport(data: EntryData<'reported'>): Moment {
  const tokens = data.tokensIn + data.tokensOut;
  const text = [
    counted(data.attempts, 'attempt'),
    counted(data.requests.total, 'request'),
    ...(tokens > 0 ? [counted(tokens, 'token')] : []),
    `${(data.cycleMs / 1000).toFixed(1)} s from label to record`,
  ].join(', ');
  return moment('Meta', 'step', text);
}
