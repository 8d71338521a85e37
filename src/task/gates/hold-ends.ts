/** Which holds end without a person's word: GitHub itself shows that what they were for is over, or time is all they wait for. */
import type { HoldReason } from '../hold-reasons.ts';

const byItself: ReadonlySet<string> = new Set<HoldReason>([
  'policy-missing',
  'policy-wrong',
  'head-moved',
  'pull-draft',
  'base-not-default',
  'conflict',
  'no-run',
  'run-unusable',
  'results-unusable',
  'base-unclear',
  'base-is-red',
  'model-unavailable',
  'model-busy',
  'model-quota-spent',
  'model-key-refused',
  'model-missing',
  'day-budget-spent',
  'repository-paused',
  'repository-archived',
]);

/** In Backlog any hold may: there the whole of what was in the way is asked again. */
export function canEndByItself(reason: string): boolean {
  return byItself.has(reason);
}

const afterReds: ReadonlySet<string> = new Set<HoldReason>([
  'attempts-exhausted',
  'same-patch',
  'inverse-patch',
  'no-progress',
]);

/** Holds after a red run, which end where a person runs those very tests again. */
export function isAfterRuns(reason: string): boolean {
  return afterReds.has(reason);
}
