/** Each step in words, for people who watch or ask what comes next. */
import type { StepKind } from '../task/step.ts';

export type StepWords = {
  /** After "Next: " or "could not ": "merge the pull request". */
  readonly act: string;
  /** While it lasts: "merging the pull request". */
  readonly doing: string;
};

const steps: Readonly<Record<StepKind, StepWords>> = {
  wait: { act: 'wait', doing: 'waiting' },
  queue: { act: 'queue the issue', doing: 'queuing the issue' },
  announce: { act: 'post the status comment', doing: 'posting the status comment' },
  notify: { act: 'mention the person whose move it is', doing: 'mentioning the person whose move it is' },
  admit: { act: 'check the policy and the set-up', doing: 'checking the policy and the set-up' },
  draftSpec: { act: 'turn the issue into a plan', doing: 'turning the issue into a plan' },
  buildPatch: { act: 'write the patch', doing: 'writing the patch' },
  adoptHead: { act: 'take the pull request as it is', doing: 'taking the pull request as it is' },
  publishTests: { act: 'publish the tests', doing: 'publishing the tests' },
  publishChange: { act: 'publish the change', doing: 'publishing the change' },
  readTests: { act: 'read the results of the tests', doing: 'reading the results of the tests' },
  updateBranch: { act: 'update the branch from its base', doing: 'updating the branch from its base' },
  draftReview: { act: 'review the change', doing: 'reviewing the change' },
  publishReview: { act: 'publish the review', doing: 'publishing the review' },
  merge: { act: 'merge the pull request', doing: 'merging the pull request' },
  verifyLanding: {
    act: 'check that the merge matches what was tested',
    doing: 'checking that the merge matches what was tested',
  },
  finish: { act: 'close the issue', doing: 'closing the issue' },
  archive: { act: 'seal the record', doing: 'sealing the record' },
  report: { act: 'add up what the task took', doing: 'adding up what the task took' },
  consult: { act: 'answer a question', doing: 'answering a question' },
  openIssue: { act: 'open a new issue', doing: 'opening a new issue' },
  answer: { act: 'answer a command', doing: 'answering a command' },
  hold: { act: 'stop and ask for a person', doing: 'asking for a person' },
  release: { act: 'go on', doing: 'going on' },
  cancel: { act: 'cancel the task', doing: 'cancelling the task' },
};

/** The words of a step as the record names it; a step of a later version is told by its name. */
export function stepWords(step: string): StepWords {
  return isStep(step) ? steps[step] : { act: `do the step "${step}"`, doing: `doing the step "${step}"` };
}

function isStep(step: string): step is StepKind {
  return Object.hasOwn(steps, step);
}
