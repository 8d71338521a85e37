/**
 * Why a task stands still, and what ends it. "By itself" is promised only where `task/phases/held.ts` sees the mending
 * on GitHub; everything else ends with `/cadence retry`, which also makes whoever gives it the one who authorises.
 */
import type { HoldReason } from '../../task/hold-reasons.ts';

export type HoldSentence = { readonly why: string; readonly wayOut: string };

const retry = 'comment `/cadence retry`';
const differently = 'Say what to do differently: `/cadence retry <guidance>`. Cadence then goes on.';

const sentences: Readonly<Record<HoldReason, HoldSentence>> = {
  'planning-not-built': {
    why: 'This issue is marked as a story or an epic, and Cadence cannot split work into smaller issues yet.',
    wayOut:
      'Write small issues by hand. Or take the `cadence:story` or `cadence:epic` label off, then remove the label that started Cadence and put it on again.',
  },
  'policy-missing': {
    why: 'There is no `.github/cadence.yml` on the default branch, so nothing is allowed to run.',
    wayOut: 'Add the file. Cadence then goes on by itself.',
  },
  'policy-wrong': {
    why: '`.github/cadence.yml` on the default branch cannot be used as it is.',
    wayOut: 'Correct the file on the default branch. Cadence then goes on by itself.',
  },
  'repository-archived': {
    why: 'The repository is archived, so nothing can be written to it.',
    wayOut: 'Unarchive it. Cadence then goes on by itself.',
  },
  'labelled-by-app': {
    why: 'An app put the label on, and an app cannot authorise a change.',
    wayOut: `Someone with write access: ${retry}. The work is then authorised by them.`,
  },
  'labeller-without-right': {
    why: 'Whoever this task traces to (by the label, or by the last retry) has no write access to this repository.',
    wayOut: `Someone with write access: ${retry}. The work is then authorised by them.`,
  },
  'edited-after-label': {
    why: 'Someone other than the labeller edited the issue after it was labelled, so its text is not the text that was authorised.',
    wayOut: `Read the issue as it stands now. If it is what you want, and you have write access, ${retry}.`,
  },
  'text-edited': {
    why: 'The title or the text of the issue was edited while Cadence worked on it.',
    wayOut: `To go on with the new text, someone with write access: ${retry}. To go on with neither, comment \`/cadence stop\`.`,
  },
  'ruleset-missing': {
    why: 'The review ruleset that the policy names does not exist on the default branch.',
    wayOut: `Add the file, or take \`review.ruleset\` out of the policy, then ${retry}.`,
  },
  'ruleset-wrong': {
    why: 'The review ruleset that the policy names cannot be used as it is.',
    wayOut: `Correct the ruleset on the default branch, then ${retry}.`,
  },
  'workflow-missing': {
    why: 'The workflow that the policy names for the tests does not exist on the default branch.',
    wayOut: `Add the workflow, or correct \`tests.workflow\` in the policy. If Cadence does not go on by itself, ${retry}.`,
  },
  'workflow-changed': {
    why: 'The test workflow on the branch is not the one on the default branch, so its runs prove nothing.',
    wayOut: `If the default branch has a newer workflow, ${retry}. If someone changed the workflow on Cadence's branch, take that commit off again first.`,
  },
  'method-not-allowed': {
    why: 'The repository does not allow the merge method that the policy asks for.',
    wayOut: `Allow it in the repository's settings, or change \`merge.method\` in the policy, then ${retry}.`,
  },
  'base-not-default': {
    why: 'The pull request was pointed at another base branch than the one it was written for.',
    wayOut: 'Point it back at its base branch. Cadence then goes on by itself.',
  },
  'no-model': {
    why: 'This needs a model, and this installation of Cadence has none configured.',
    wayOut: `Configure a model for the installation, or put the change into the issue as a directive, then ${retry}.`,
  },
  'model-unavailable': {
    why: 'The model server could not be reached, or did not answer in time. No attempt was used up.',
    wayOut: `Cadence tries again by itself after a while. To try now, ${retry}.`,
  },
  'model-busy': {
    why: 'The model server asks Cadence to slow down. No attempt was used up.',
    wayOut: `Cadence tries again by itself, not before the time that the server named. To try now, ${retry}.`,
  },
  'model-quota-spent': {
    why: 'The account that pays for the model has nothing left. No attempt was used up.',
    wayOut: `Whoever runs Cadence tops up the account, or raises its limit at the provider. Cadence looks by itself every now and then; to try now, ${retry}.`,
  },
  'model-key-refused': {
    why: 'The model server refuses the key of this installation. No attempt was used up.',
    wayOut: `Whoever runs Cadence gives it a key that is valid (\`OPENAI_API_KEY\`). Cadence looks by itself every now and then; to try now, ${retry}.`,
  },
  'model-missing': {
    why: 'The model server knows no model of the name that the policy gives, or no such address. No attempt was used up.',
    wayOut: `Correct the model in the policy (\`agents.profiles\`); whoever runs Cadence sees that \`OPENAI_BASE_URL\` is right. Cadence looks by itself every now and then; to try now, ${retry}.`,
  },
  'model-unusable': {
    why: 'The model could not be used: it, or its server, gave no answer that Cadence can work with. No attempt was used up.',
    wayOut: `The details say what was answered. Name another model in the policy, or other settings of this one (\`agents.profiles\`, \`agents.api\`), then ${retry}. If the model refuses what the issue says, reword it.`,
  },
  'budget-spent': {
    why: 'What the policy lets this task spend on models has no room for another call. No attempt was used up.',
    wayOut: `Raise \`limits.tokensPerTask\` or \`limits.usdPerTask\` in the policy, then ${retry}. Or write the change yourself: comment \`/cadence stop\`; the branch stays.`,
  },
  'day-budget-spent': {
    why: 'What the policy lets this repository spend on models in a day has no room for another call. No attempt was used up.',
    wayOut: `Cadence goes on by itself when the next day begins (UTC). To go on now, raise \`limits.usdPerDay\` or \`limits.tokensPerDay\` in the policy, then ${retry}.`,
  },
  'model-without-price': {
    why: 'The policy limits what may be spent, and it names a model whose price Cadence does not know, so nothing can be held to the limit.',
    wayOut: `Say in the policy what the model costs (\`agents.profiles\`), or set \`limits.usdPerTask\` and \`limits.usdPerDay\` to \`null\`, then ${retry}.`,
  },
  'directive-ill-formed': {
    why: 'The change in the issue is not written in a form that Cadence can read.',
    wayOut: `Correct it in the issue, then ${retry}.`,
  },
  'directive-failed': {
    why: 'The change in the issue did not work out, and there is no model to correct it.',
    wayOut: `Correct the change in the issue, then ${retry}. Words after the command are passed on as guidance.`,
  },
  'spec-ill-formed': {
    why: 'The issue does not say enough to make a task of it.',
    wayOut: `Say in the issue what is to change and how one would see that it works, then ${retry}.`,
  },
  questions: {
    why: 'Before it starts, the agent has questions.',
    wayOut: 'Answer them in the issue text, or behind the command: `/cadence retry <answers>`.',
  },
  'protected-path': {
    why: 'All that this issue asks to change is protected, so Cadence may not write it. No model was asked to change it.',
    wayOut:
      'Make this change yourself. If something else is meant, say in the issue which files, or behind the command: `/cadence retry <guidance>`.',
  },
  'plan-approval': {
    why: 'The plan is drafted, and the policy wants a person to approve it before anything is written.',
    wayOut:
      'Read it below. If it is what you want, comment `/cadence approve`; for another plan, `/cadence plan <guidance>`; to end it, `/cadence stop`. All need write access.',
  },
  'change-approval': {
    why: 'The patch is written and not published: it does something that only a person may allow here.',
    wayOut:
      'Read it below. If you want it so, comment `/cadence approve`; for another patch, `/cadence retry <guidance>` (this one then counts as an attempt). Both need write access.',
  },
  'approver-without-right': {
    why: 'Whoever approved the plan or the patch has no write access to this repository any more, so the approval counts no longer.',
    wayOut:
      'Someone with write access: read what was approved, then comment `/cadence approve`. If it is not wanted any more, comment `/cadence stop`.',
  },
  'review-rounds': {
    why: 'Three reviews have rejected what was tried.',
    wayOut:
      'Read the findings on the pull request. Resolve the conversations of those that you do not share (it takes write access), then comment `/cadence retry <guidance>` for one more round. Or finish the change yourself.',
  },
  'attempts-exhausted': {
    why: 'All attempts are used up, and none of them passed.',
    wayOut: '`/cadence retry <guidance>` grants one more attempt. Say in it what to do differently.',
  },
  'same-patch': {
    why: 'The agent wrote a patch that was tried already and did not do. No attempt was used up for it.',
    wayOut: differently,
  },
  'inverse-patch': {
    why: 'The agent took back what its last attempt did, and what stood before that did not do either. No attempt was used up for it.',
    wayOut: differently,
  },
  'no-progress': {
    why: 'Two attempts in a row failed the very same tests in the very same way, so Cadence stops before the attempts are used up.',
    wayOut: differently,
  },
  'proof-required': {
    why: 'The policy requires new tests that fail without the change, and there are none to show.',
    wayOut:
      'Say which test is missing: `/cadence retry <guidance>`. Or set `tests.redProof` to `preferred` in the policy, then comment `/cadence retry`.',
  },
  'base-is-red': {
    why: 'Tests fail on the base branch already, so a run cannot tell whether the change is good.',
    wayOut: `Make the base branch green, then ${retry}.`,
  },
  'base-unclear': {
    why: 'Beside the new tests, something else did not run, and Cadence cannot tell whether it runs on the base branch without them.',
    wayOut: `Mend it on the base branch, comment \`/cadence stop\`, then remove the label and put it on again: Cadence begins anew there. If the test workflow has run for the base commit itself (\`on: push\`), ${retry}. If it was chance, run the run again on GitHub; when it has ended, Cadence goes on by itself.`,
  },
  'no-run': {
    why: 'The test workflow has not finished a run for this head in the time that the policy gives it.',
    wayOut: `See that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run ends, Cadence goes on by itself; to wait anew, ${retry}.`,
  },
  'run-unusable': {
    why: 'The test run ended without saying whether the tests passed or failed.',
    wayOut: 'Look at the run, and run it again on GitHub. When it has ended, Cadence goes on by itself.',
  },
  'results-unusable': {
    why: 'The test run left no results that Cadence can read.',
    wayOut:
      'See that the workflow uploads a JUnit report (or runs `pytest -rA`), and run it again on GitHub. When it has ended, Cadence goes on by itself.',
  },
  'head-moved': {
    why: 'The branch no longer holds exactly what Cadence put there: someone pushed to it, or changed the tests that prove the change. What was tested and reviewed is not what would be merged.',
    wayOut:
      'Reset the branch to the commit named below; Cadence then goes on by itself. To take it over yourself, comment `/cadence stop` and reopen the pull request.',
  },
  conflict: {
    why: 'The change conflicts with what has landed on the base branch since, so GitHub starts no test run for it.',
    wayOut:
      'If what conflicts is reverted on the base branch, Cadence goes on by itself. Otherwise comment `/cadence stop`, then remove the label and put it on again: Cadence begins anew on the present base.',
  },
  'pull-draft': {
    why: 'The pull request was turned into a draft.',
    wayOut: 'Mark it as ready for review. Cadence then goes on by itself.',
  },
  'publish-refused': {
    why: 'The change could not be published as it is.',
    wayOut: `Mend what is named below, then ${retry}.`,
  },
  'update-refused': {
    why: 'GitHub refused to bring the branch up to date with its base.',
    wayOut: `Mend what is named below, then ${retry}.`,
  },
  'merge-refused': {
    why: 'GitHub refused the merge several times.',
    wayOut: `See what keeps the pull request from being merged (required checks, approvals, a merge queue), then ${retry}.`,
  },
  'merge-forbidden': {
    why: 'GitHub does not let Cadence merge this pull request.',
    wayOut: `See the branch's protection rules and the app's permissions, then ${retry}. Or merge it yourself.`,
  },
  'landed-differs': {
    why: 'What landed on the base branch is not what was tested. Cadence merges nothing more in this repository until someone has looked.',
    wayOut:
      'Compare the merge commit with the pull request, and revert it if need be. When that is settled, comment `/cadence stop`.',
  },
  'repository-paused': {
    why: 'Merging is paused in this repository, because something landed here that was not what was tested.',
    wayOut: 'Look at the issue that is held for it. When that is settled, Cadence goes on by itself.',
  },
  'list-truncated': {
    why: 'GitHub gave only a part of a list that Cadence must see whole, and it does not decide on a part.',
    wayOut: `If you can make it shorter (fewer runs, fewer files), do, then ${retry}.`,
  },
  'artefact-missing': {
    why: 'Something that Cadence had stored for this task is gone, so it cannot be used any more.',
    wayOut: 'Comment `/cadence stop`, then remove the label and put it on again to begin anew.',
  },
  'internal-error': {
    why: 'Cadence failed in a way that it was not made for.',
    wayOut: `Whoever runs Cadence finds the details in its log. To try again, ${retry}.`,
  },
};

export function holdSentence(reason: HoldReason): HoldSentence {
  return sentences[reason];
}
