/**
 * Why a task is held: a title of a few words, a sentence why, and the way out. "By itself" is promised only where
 * `task/phases/held.ts` sees on GitHub that the cause is gone; everything else ends with a command.
 */
import type { HoldReason } from '../../task/hold-reasons.ts';

export type HoldSentence = { readonly title: string; readonly why: string; readonly wayOut: string };

const retry = 'comment `/cadence retry`';
const authorise = `Someone with write access: ${retry}. That authorises the change.`;
const guide = 'Say what to do differently: comment `/cadence retry <guidance>`.';
const restart = 'comment `/cadence stop`, then remove the label and add it again';

const sentences: Readonly<Record<HoldReason, HoldSentence>> = {
  'planning-not-built': {
    title: 'this issue is too big',
    why: 'It is labelled as a story or an epic, and Cadence cannot split work into smaller issues yet.',
    wayOut:
      'Open small issues instead. Or remove the `cadence:story` or `cadence:epic` label, then remove the label that started Cadence and add it again.',
  },
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
  'labelled-by-app': {
    title: 'a person must authorise this',
    why: 'An app added the label, and an app cannot authorise a change.',
    wayOut: authorise,
  },
  'labeller-without-right': {
    title: 'someone with write access must authorise this',
    why: 'The person who labelled or retried this has no write access.',
    wayOut: authorise,
  },
  'edited-after-label': {
    title: 'the issue was edited after it was labelled',
    why: 'Someone other than the labeller edited it, so nobody has authorised the text as it is now.',
    wayOut: `Read the issue. If it is what you want and you have write access, ${retry}.`,
  },
  'text-edited': {
    title: 'the issue was edited',
    why: 'Its title or text changed while Cadence was working on it.',
    wayOut: `To continue with the new text, ${retry} (needs write access). To cancel, comment \`/cadence stop\`.`,
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
  'no-model': {
    title: 'no model is configured',
    why: 'This issue needs a model, and this installation of Cadence has none.',
    wayOut: `Configure a model for the installation, or write the change into the issue as a directive. Then ${retry}.`,
  },
  'model-unavailable': {
    title: 'the model server does not answer',
    why: 'It could not be reached, or took too long. This cost no attempt.',
    wayOut: `Cadence tries again by itself. To try now, ${retry}.`,
  },
  'model-busy': {
    title: 'the model server is busy',
    why: 'It asked Cadence to slow down. This cost no attempt.',
    wayOut: `Cadence tries again by itself when the server allows it. To try now, ${retry}.`,
  },
  'model-quota-spent': {
    title: 'the model account is empty',
    why: 'The account that pays for the model has reached its limit. This cost no attempt.',
    wayOut: `The operator of Cadence must top up the account or raise its limit. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-key-refused': {
    title: 'the model key was refused',
    why: 'The model server rejects the key of this installation. This cost no attempt.',
    wayOut: `The operator of Cadence must set a valid \`OPENAI_API_KEY\`. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-missing': {
    title: 'the model does not exist',
    why: 'The model server does not know the model that the policy names, or the address is wrong. This cost no attempt.',
    wayOut: `Correct the model in the policy (\`agents.profiles\`), or have the operator check \`OPENAI_BASE_URL\`. Cadence tries again by itself from time to time; to try now, ${retry}.`,
  },
  'model-unusable': {
    title: 'the model gave no usable answer',
    why: 'Cadence cannot work with what the model or its server answered (see the details). This cost no attempt.',
    wayOut: `Choose another model or other settings in the policy (\`agents.profiles\`, \`agents.api\`), then ${retry}. If the model refuses the issue itself, reword it.`,
  },
  'budget-spent': {
    title: 'the model budget is used up',
    why: 'This task has used up its model budget. The hold itself cost no attempt.',
    wayOut: `Raise \`limits.tokensPerTask\` or \`limits.usdPerTask\` in the policy, then ${retry}. To finish it by hand, comment \`/cadence stop\`; the branch stays.`,
  },
  'day-budget-spent': {
    title: "today's model budget is used up",
    why: 'This repository has used up its model budget for today. This cost no attempt.',
    wayOut: `Cadence continues by itself tomorrow (UTC). To continue now, raise \`limits.usdPerDay\` or \`limits.tokensPerDay\` in the policy, then ${retry}.`,
  },
  'model-without-price': {
    title: 'the model has no known price',
    why: 'The policy limits spending, and Cadence does not know what this model costs.',
    wayOut: `Give its price in the policy (\`agents.profiles\`), or set \`limits.usdPerTask\` and \`limits.usdPerDay\` to \`null\`. Then ${retry}.`,
  },
  'directive-ill-formed': {
    title: 'the patch in the issue cannot be read',
    why: 'It is not written in a form that Cadence knows.',
    wayOut: `Correct it in the issue, then ${retry}.`,
  },
  'directive-failed': {
    title: 'the patch in the issue failed',
    why: 'There is no model that could repair it.',
    wayOut: `Correct the patch in the issue, then ${retry}.`,
  },
  'spec-ill-formed': {
    title: 'the issue says too little',
    why: 'Cadence cannot tell what to change.',
    wayOut: `Write in the issue what should change and how you would check it. Then ${retry}.`,
  },
  questions: {
    title: 'the agent has questions',
    why: 'It needs answers before it can start.',
    wayOut: 'Answer with `/cadence retry <answers>`, or edit the issue and comment `/cadence retry`.',
  },
  'protected-path': {
    title: 'the files are protected',
    why: 'Every file that this issue asks to change is protected. No model was asked to change them.',
    wayOut:
      'Make this change yourself. If you meant other files, name them: comment `/cadence retry <guidance>`.',
  },
  'plan-approval': {
    title: 'the plan needs approval',
    why: 'The policy asks for a person to approve it before anything is written.',
    wayOut:
      'To approve the plan below, comment `/cadence approve`. For another plan, `/cadence plan <guidance>`. To cancel, `/cadence stop`. All need write access.',
  },
  'change-approval': {
    title: 'the patch needs approval',
    why: 'The patch is written but not published: it does something that needs approval here.',
    wayOut:
      'To publish the patch below, comment `/cadence approve`. For another patch, `/cadence retry <guidance>`; this one then counts as an attempt. Both need write access.',
  },
  'approver-without-right': {
    title: 'the approval no longer counts',
    why: 'The person who approved the plan or the patch has lost write access.',
    wayOut:
      'Someone with write access: read what was approved, then comment `/cadence approve`. To cancel, comment `/cadence stop`.',
  },
  'review-rounds': {
    title: '3 reviews rejected the change',
    why: 'The findings are on the pull request.',
    wayOut:
      'Resolve the conversations you disagree with (needs write access), then comment `/cadence retry <guidance>` for one more round. Or finish the change yourself.',
  },
  'attempts-exhausted': {
    title: 'all attempts failed',
    why: 'Every attempt is used up.',
    wayOut: 'For one more attempt, comment `/cadence retry <guidance>` and say what to do differently.',
  },
  'same-patch': {
    title: 'the agent repeats itself',
    why: 'The agent repeated a patch that failed. This cost no attempt.',
    wayOut: guide,
  },
  'inverse-patch': {
    title: 'the agent goes back and forth',
    why: 'The agent undid its last patch, and the code before that had failed too. This cost no attempt.',
    wayOut: guide,
  },
  'no-progress': {
    title: 'no progress in two attempts',
    why: 'Two attempts in a row failed the same tests in the same way.',
    wayOut: guide,
  },
  'proof-required': {
    title: 'no test fails without the change',
    why: 'The policy requires new tests that fail without the change, and there are none.',
    wayOut:
      'Say which test is missing: comment `/cadence retry <guidance>`. Or set `tests.redProof` to `preferred` in the policy, then comment `/cadence retry`.',
  },
  'base-is-red': {
    title: 'tests fail on the base branch',
    why: 'They fail without the change, so a run cannot tell whether the change is good.',
    wayOut: `Make the base branch green, then ${retry}.`,
  },
  'base-unclear': {
    title: 'some existing tests did not run',
    why: 'Some existing tests did not run. Cadence cannot tell whether the new tests or the base branch broke them.',
    wayOut: `If the base branch is broken, fix it, ${restart}. If the test workflow has run for the base commit itself (\`on: push\`), ${retry}. If it was a fluke, re-run it on GitHub; Cadence then continues by itself.`,
  },
  'no-run': {
    title: 'the test workflow did not finish',
    why: 'There is no finished run for this commit within the time that the policy allows.',
    wayOut: `Check that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run finishes, Cadence continues by itself. To wait longer, ${retry}.`,
  },
  'run-unusable': {
    title: 'the test run has no clear result',
    why: 'It ended without saying whether the tests passed.',
    wayOut: 'Look at the run, then re-run it on GitHub. Cadence then continues by itself.',
  },
  'results-unusable': {
    title: 'the test results cannot be read',
    why: 'The test run left no results that Cadence can read.',
    wayOut:
      'Check that the workflow uploads a JUnit report (or runs `pytest -rA`), then re-run it on GitHub. Cadence then continues by itself.',
  },
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
};

export function holdSentence(reason: HoldReason): HoldSentence {
  return sentences[reason];
}
