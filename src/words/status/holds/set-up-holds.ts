/** Holds about the repository, its policy and its workflow. */
import type { HoldSentences } from './hold-sentences.ts';
import { restart, retry } from './ways-out.ts';

export const setUpHolds = {
  'policy-missing': {
    title: 'the policy file is missing',
    why: 'Nothing may run without `.github/cadence.yml` on the default branch.',
    wayOut: 'Add the file (an empty one will do). Cadence then continues by itself.',
  },
  'policy-wrong': {
    title: 'the policy file has errors',
    why: '`.github/cadence.yml` on the default branch is not valid.',
    wayOut: 'Fix the file on the default branch. Cadence then continues by itself.',
  },
  'repository-archived': {
    title: 'the repository is archived',
    why: 'Nothing can be written to an archived repository.',
    wayOut: 'Unarchive it. Cadence then continues by itself.',
  },
  'ruleset-missing': {
    title: 'the review ruleset is missing',
    why: 'The policy names a ruleset that does not exist on the default branch.',
    wayOut: `Add the file, or remove \`review.ruleset\` from the policy. Then ${retry}.`,
  },
  'ruleset-wrong': {
    title: 'the review ruleset has errors',
    why: 'The ruleset that the policy names is not valid.',
    wayOut: `Fix it on the default branch, then ${retry}.`,
  },
  'workflow-missing': {
    title: 'the test workflow is missing',
    why: 'The policy names a test workflow that does not exist on the default branch.',
    wayOut: `Add the workflow, or correct \`tests.workflow\` in the policy. If Cadence does not continue by itself, ${retry}.`,
  },
  'workflow-changed': {
    title: 'the test workflow was changed on the branch',
    why: 'The branch has another test workflow than the default branch, so its runs prove nothing.',
    wayOut: `If someone changed the workflow on the branch of Cadence, take that commit out. Then ${retry}.`,
  },
  'method-not-allowed': {
    title: 'the merge method is not allowed',
    why: 'The repository does not allow the merge method that the policy asks for.',
    wayOut: `Allow it in the repository settings, or change \`merge.method\` in the policy. Then ${retry}.`,
  },
  'base-not-default': {
    title: 'the pull request has another base branch',
    why: 'Someone changed the base branch of the pull request. The change was written for another one.',
    wayOut: 'Change the base branch back. Cadence then continues by itself.',
  },
  'list-truncated': {
    title: 'GitHub sent an incomplete list',
    why: 'Cadence does not decide on a part of a list.',
    wayOut: `If you can make the list shorter (fewer runs, fewer files), do so. Then ${retry}.`,
  },
  'artefact-missing': {
    title: 'stored data is missing',
    why: 'Cadence can no longer find something that it had stored for this task.',
    wayOut: `To start over, ${restart}.`,
  },
  'internal-error': {
    title: 'Cadence failed',
    why: 'This is a fault in Cadence. The operator finds the details in its log.',
    wayOut: `To try again, ${retry}.`,
  },
} as const satisfies HoldSentences;
