import type { NoProofReason } from '../task/failure-reasons.ts';

/** The run of the new tests ended in a way that says nothing: `run-cancelled`, … */
type EndedRun = Extract<NoProofReason, `run-${string}`>;

const sentences: { readonly [R in Exclude<NoProofReason, EndedRun>]: string } = {
  off: 'not asked for: the policy switches it off',
  'no-tests': 'none: the change holds no new test that could run by itself',
  'no-tests-wanted': 'none: the task asks for no new test',
  'by-a-person': 'none: the change was written by a person, with its tests in it',
  'not-red': 'none: the new tests pass without the change too',
  'no-results': 'none: the run of the new tests left no results to read',
  'nothing-named': 'none: no new test has a name to look for',
  'named-missing': 'none: the run of the new tests does not name them all',
  'named-not-run': 'none: new tests were skipped, or are expected to fail',
  'named-broken': 'none: new tests cannot run, and not for want of the change',
};

/** Why there is no red run to show. */
export function noProofSentence(reason: NoProofReason): string {
  return isEndedRun(reason) ? 'none: the run of the new tests ended without a result' : sentences[reason];
}

function isEndedRun(reason: NoProofReason): reason is EndedRun {
  return reason.startsWith('run-');
}
