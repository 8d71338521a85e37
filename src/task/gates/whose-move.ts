/**
 * Whose move a hold is, so that the right people are mentioned. `asker`: the person whom the task traces to.
 * `set-up`: they and the labeller, for it is about the repository, the policy or the installation. `nobody`: time
 * ends it, or another issue does, where people were mentioned already.
 */
import type { HoldReason } from '../hold-reasons.ts';
import type { Task } from '../task.ts';

export type Move = 'asker' | 'set-up' | 'nobody';

const moves: Readonly<Record<HoldReason, Move>> = {
  'planning-not-built': 'asker',
  'policy-missing': 'set-up',
  'policy-wrong': 'set-up',
  'repository-archived': 'set-up',
  'labelled-by-app': 'asker',
  'labeller-without-right': 'asker',
  'edited-after-label': 'asker',
  'text-edited': 'asker',
  'ruleset-missing': 'set-up',
  'ruleset-wrong': 'set-up',
  'workflow-missing': 'set-up',
  'workflow-changed': 'set-up',
  'method-not-allowed': 'set-up',
  'base-not-default': 'asker',
  'no-model': 'set-up',
  'model-unavailable': 'nobody',
  'model-busy': 'nobody',
  'model-quota-spent': 'set-up',
  'model-key-refused': 'set-up',
  'model-missing': 'set-up',
  'model-unusable': 'set-up',
  'budget-spent': 'asker',
  'day-budget-spent': 'nobody',
  'model-without-price': 'set-up',
  'directive-ill-formed': 'asker',
  'directive-failed': 'asker',
  'spec-ill-formed': 'asker',
  questions: 'asker',
  'protected-path': 'asker',
  'plan-approval': 'asker',
  'change-approval': 'asker',
  'approver-without-right': 'asker',
  'attempts-exhausted': 'asker',
  'review-rounds': 'asker',
  'same-patch': 'asker',
  'inverse-patch': 'asker',
  'no-progress': 'asker',
  'proof-required': 'asker',
  'base-is-red': 'set-up',
  'base-unclear': 'set-up',
  'no-run': 'set-up',
  'run-unusable': 'set-up',
  'results-unusable': 'set-up',
  'head-moved': 'asker',
  conflict: 'asker',
  'pull-draft': 'asker',
  'publish-refused': 'set-up',
  'update-refused': 'set-up',
  'merge-refused': 'set-up',
  'merge-forbidden': 'set-up',
  'landed-differs': 'set-up',
  'repository-paused': 'nobody',
  'list-truncated': 'asker',
  'artefact-missing': 'asker',
  'internal-error': 'set-up',
};

export function whoseMove(reason: HoldReason): Move {
  return moves[reason];
}

/**
 * Who is to be mentioned now: nobody while the task is not held, where people were mentioned for this hold already,
 * and where only apps or deleted accounts are left.
 */
export function peopleToNotify({ state, notified, authority: { by, labelledBy } }: Task): readonly string[] {
  if (state.phase !== 'Held' || notified === state.reason) return [];
  const move = whoseMove(state.reason);
  if (move === 'nobody') return [];
  const people = move === 'asker' ? [by] : [by, labelledBy];
  return [...new Set(people)].filter(isPerson);
}

/** An app's login ends in `[bot]`, which no person's can; a deleted account is called `ghost`. */
function isPerson(login: string): boolean {
  return /^[a-z\d][a-z\d_-]*$/i.test(login) && login.toLowerCase() !== 'ghost';
}

/** A person must act, and Cadence tries again by itself meanwhile: held for the same trouble once more is no news. */
const triedAgain: ReadonlySet<string> = new Set<HoldReason>([
  'model-quota-spent',
  'model-key-refused',
  'model-missing',
]);

/** For which hold people were mentioned, as far as that still counts once the hold is released. */
export function notifiedAfterRelease({ notified }: Task, reason: string): Task['notified'] {
  return triedAgain.has(reason) ? notified : null;
}
