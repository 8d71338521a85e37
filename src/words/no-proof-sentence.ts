import type { ProofProblem } from '../task/gates/judge-proof.ts';
import type { NoConclusion } from '../task/gates/conclusion.ts';
import { codeSpan } from './code.ts';

type Reason =
  | 'off'
  | 'no-tests'
  | 'no-tests-wanted'
  | 'by-a-person'
  | 'not-red'
  | Exclude<ProofProblem, `run-${NoConclusion}`>;

const sentences: Readonly<Record<Reason, string>> = {
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
export function noProofSentence(reason: string): string {
  if (isKnown(reason)) return sentences[reason];
  if (reason.startsWith('run-')) return 'none: the run of the new tests has no clear result';
  return `none (${codeSpan(reason, 60)})`;
}

function isKnown(reason: string): reason is Reason {
  return Object.hasOwn(sentences, reason);
}
