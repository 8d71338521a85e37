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
export function noProofSentence(reason: string): string {
  if (isKnown(reason)) return sentences[reason];
  if (reason.startsWith('run-')) return 'none: the run of the new tests ended without a result';
  return `none (${codeSpan(reason, 60)})`;
}

function isKnown(reason: string): reason is Reason {
  return Object.hasOwn(sentences, reason);
}
