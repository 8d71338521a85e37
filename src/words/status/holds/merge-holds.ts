/** Holds about the branch, the pull request and the merge. */
import type { HoldSentences } from './hold-sentences.ts';
import { restart, retry } from './ways-out.ts';

export const mergingHolds = {
  'head-moved': {
    title: 'someone else changed the branch',
    why: 'The branch is no longer what Cadence tested: someone pushed to it, or changed the tests that prove the change.',
    wayOut:
      'Reset the branch to the commit named below; Cadence then continues by itself. To take over, comment `/cadence stop` and reopen the pull request.',
  },
  conflict: {
    title: 'the change conflicts with the base branch',
    why: 'Something that landed on the base branch conflicts with it, so GitHub starts no test run.',
    wayOut: `To start over on the present base branch, ${restart}. If the conflicting commit is reverted, Cadence continues by itself.`,
  },
  'pull-draft': {
    title: 'the pull request is a draft',
    why: 'Someone turned it into a draft.',
    wayOut: 'Mark it as ready for review. Cadence then continues by itself.',
  },
  'publish-refused': {
    title: 'GitHub refused to publish the change',
    why: 'Its answer is below.',
    wayOut: `Fix what it names, then ${retry}.`,
  },
  'update-refused': {
    title: 'GitHub refused to update the branch',
    why: 'The branch must be brought up to date with its base. The answer of GitHub is below.',
    wayOut: `Fix what it names, then ${retry}.`,
  },
  'merge-refused': {
    title: 'GitHub refused the merge',
    why: 'It refused several times.',
    wayOut: `Check what blocks the pull request (required checks, approvals, a merge queue), then ${retry}.`,
  },
  'merge-forbidden': {
    title: 'Cadence is not allowed to merge',
    why: 'GitHub does not let Cadence merge this pull request.',
    wayOut: `Check the branch protection rules and the permissions of the app, then ${retry}. Or merge it yourself.`,
  },
  'landed-differs': {
    title: 'what landed is not what was tested',
    why: 'Cadence merges nothing more in this repository until someone has looked.',
    wayOut:
      'Compare the merge commit with the pull request, and revert it if needed. When that is settled, comment `/cadence stop`.',
  },
  'repository-paused': {
    title: 'merging is paused in this repository',
    why: 'Something landed here that is not what was tested.',
    wayOut: 'Settle the issue that is held for it. Cadence then continues by itself.',
  },
} as const satisfies HoldSentences;
