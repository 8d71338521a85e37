/** What a task waits for, in a sentence: for whoever asks what comes next. */
import type { WaitReason } from '../task/step.ts';

export function waitSentence(reason: WaitReason): string {
  return sentences[reason];
}

const sentences: Readonly<Record<WaitReason, string>> = {
  over: 'Nothing is left to do. A new label starts again, and questions are still answered.',
  held: 'It is held and waits for a person.',
  person: 'It waits for a person to open a pull request that closes the issue.',
  tests: 'The tests are running.',
  'pull-not-seen': 'GitHub does not show the latest commit of the pull request yet.',
  'behind-unknown': 'GitHub has not said yet whether the base branch has moved.',
  'mergeable-unknown': 'GitHub is still checking for merge conflicts.',
  'base-locked':
    'Another task is merging into the same base branch. This one is next, tested again on what landed.',
  landing: 'It is merged. GitHub does not show yet what landed.',
  close: 'It is merged. GitHub is about to close the issue.',
};
