import type { NoProofReason } from '../task/failure-reasons.ts';

/** The run of the new tests ended in a way that says nothing: `run-cancelled`, … */
type EndedRun = Extract<NoProofReason, `run-${string}`>;

const sentences: { readonly [R in Exclude<NoProofReason, EndedRun>]: string } = {
  off: 'none: the policy turns it off',
  'no-tests': 'none: the change has no new test that can run on its own',
  'no-tests-wanted': 'none: the task needs no new test',
  'by-a-person': 'none: a person wrote the change and its tests together',
  'not-red': 'none: the new tests also pass without the change',
  'no-results': 'none: the run of the new tests left no readable results',
  'nothing-named': 'none: no new test could be identified',
  'named-missing': 'none: the results of the run do not name every new test',
  'named-not-run': 'none: some new tests were skipped or are expected to fail',
  'named-broken': 'none: some new tests cannot run, and the change would not help',
};

/** Why there is no red run to show. */
export function noProofSentence(reason: NoProofReason): string {
  return isEndedRun(reason) ? 'none: the run of the new tests has no clear result' : sentences[reason];
}

function isEndedRun(reason: NoProofReason): reason is EndedRun {
  return reason.startsWith('run-');
}
