import type { WaitReason } from '../task/step.ts';

/** What a wait is for, by its reason: "the tests run on GitHub Actions". */
const waits: Readonly<Record<WaitReason, string>> = {
  over: 'nothing is left to do',
  held: 'a person is asked for',
  tests: 'the tests run on GitHub Actions',
  person: 'a person writes the change',
  close: 'GitHub closes the issue after the merge',
  landing: 'GitHub shows the merge',
  'base-locked': 'another task merges into the same base branch first',
  'behind-unknown': 'GitHub compares the branch with its base',
  'issue-not-seen': 'GitHub shows the issue again',
  'pull-not-seen': 'GitHub shows the pull request',
  'mergeable-unknown': 'GitHub works out whether the pull request can be merged',
};

export function waitSentence(why: WaitReason): string {
  return waits[why];
}
