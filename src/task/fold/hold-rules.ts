/** What a hold must rest on, and which holds may end without a person's word. */
import type { EntryData } from '../entry.ts';
import { canEndByItself, isAfterRuns } from '../gates/hold-ends.ts';
import { branchOf, workOf, type Held, type Task } from '../task.ts';

/** Why the task may not be held like this; null: it may. */
export function holdProblem(task: Task, { reason, back, explained }: EntryData<'held'>): string | null {
  const { state } = task;
  const isMerged = state.phase === 'Record' || (state.phase === 'Commit' && state.merged !== null);
  if (back === 'Generate' && (state.phase === 'Backlog' || isMerged)) return 'a hold that leads elsewhere';
  if (reason === 'change-approval') {
    // Of a published change it is the tests that it edits: what was shown of them.
    const isTested = state.phase === 'Test' && state.part === 'evidence';
    const built = state.phase === 'Execute' ? (state.built?.concerns ?? null) : null;
    const concerns = isTested ? explained : built;
    if (concerns === null || concerns !== explained) return 'held for an approval of what is not there';
  }
  if (reason === 'plan-approval' && workOf(state) === null)
    return 'held for an approval of what is not there';
  return null;
}

/** Why the hold may not end like this; null: it may. */
export function releaseProblem(
  task: Task,
  state: Held,
  { reason, to }: EntryData<'released'>,
): string | null {
  if (task.stopping) return 'a release after a stop';
  if (reason !== state.reason) return `released from ${reason} where it is held for ${state.reason}`;
  if (to === 'Test') return isAfterRuns(reason) ? null : `${reason} does not end with a run`;
  const { resumeAt } = state;
  // A merge of ours that comes late ends any hold that stands before it.
  const isLateMerge = resumeAt.phase === 'Commit' && task.mergeNotSeen === branchOf(resumeAt)?.headSha;
  const isFree = resumeAt.phase === 'Backlog' || isLateMerge || canEndByItself(reason);
  return isFree ? null : `${reason} ends by the word of a person alone`;
}
