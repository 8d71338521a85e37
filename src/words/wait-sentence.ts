/** What a wait of `task/phases` is for, by its code: "the tests run on GitHub Actions". */
const waits: Readonly<Record<string, string>> = {
  over: 'nothing is left to do',
  held: 'a person is asked for',
  tests: 'the tests run on GitHub Actions',
  person: 'a person writes the change',
  close: 'GitHub closes the issue after the merge',
  landing: 'GitHub shows the merge',
  'behind-unknown': 'GitHub compares the branch with its base',
  'pull-not-seen': 'GitHub shows the pull request',
  'mergeable-unknown': 'GitHub works out whether the pull request can be merged',
};

export function waitSentence(why: string): string {
  return waits[why] ?? 'something happens on GitHub';
}
