import { describe, expect, it } from 'vitest';
import { cancelSentence } from '../../../src/words/status/cancel-sentence.ts';
import { holdSentence } from '../../../src/words/status/hold-sentence.ts';
import { commands } from '../../../src/task/command.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';

describe('the sentences of a task that waits', () => {
  it('are all there', () => {
    const all = holdReasons.map((reason) => {
      const { why, wayOut } = holdSentence(reason);
      return `${reason}\n  ${why}\n  → ${wayOut}`;
    });
    expect(all.join('\n')).toMatchInlineSnapshot(`
      "planning-not-built
        This issue is marked as a story or an epic, and Cadence cannot split work into smaller issues yet.
        → Write small issues by hand. Or take the \`cadence:story\` or \`cadence:epic\` label off, then remove the label that started Cadence and put it on again.
      policy-missing
        There is no \`.github/cadence.yml\` on the default branch, so nothing is allowed to run.
        → Add the file. Cadence then goes on by itself.
      policy-wrong
        \`.github/cadence.yml\` on the default branch cannot be used as it is.
        → Correct the file on the default branch. Cadence then goes on by itself.
      repository-archived
        The repository is archived, so nothing can be written to it.
        → Unarchive it. Cadence then goes on by itself.
      labelled-by-app
        An app put the label on, and an app cannot authorise a change.
        → Someone with write access: comment \`/cadence retry\`. The work is then authorised by them.
      labeller-without-right
        Whoever this task traces to (by the label, or by the last retry) has no write access to this repository.
        → Someone with write access: comment \`/cadence retry\`. The work is then authorised by them.
      edited-after-label
        Someone other than the labeller edited the issue after it was labelled, so its text is not the text that was authorised.
        → Read the issue as it stands now. If it is what you want, and you have write access, comment \`/cadence retry\`.
      text-edited
        The title or the text of the issue was edited while Cadence worked on it.
        → To go on with the new text, someone with write access: comment \`/cadence retry\`. To go on with neither, comment \`/cadence stop\`.
      ruleset-missing
        The review ruleset that the policy names does not exist on the default branch.
        → Add the file, or take \`review.ruleset\` out of the policy, then comment \`/cadence retry\`.
      ruleset-wrong
        The review ruleset that the policy names cannot be used as it is.
        → Correct the ruleset on the default branch, then comment \`/cadence retry\`.
      workflow-missing
        The workflow that the policy names for the tests does not exist on the default branch.
        → Add the workflow, or correct \`tests.workflow\` in the policy. If Cadence does not go on by itself, comment \`/cadence retry\`.
      workflow-changed
        The test workflow on the branch is not the one on the default branch, so its runs prove nothing.
        → If the default branch has a newer workflow, comment \`/cadence retry\`. If someone changed the workflow on Cadence's branch, take that commit off again first.
      method-not-allowed
        The repository does not allow the merge method that the policy asks for.
        → Allow it in the repository's settings, or change \`merge.method\` in the policy, then comment \`/cadence retry\`.
      base-not-default
        The pull request was pointed at another base branch than the one it was written for.
        → Point it back at its base branch. Cadence then goes on by itself.
      no-model
        This needs a model, and this installation of Cadence has none configured.
        → Configure a model for the installation, or put the change into the issue as a directive, then comment \`/cadence retry\`.
      model-unavailable
        The model server could not be reached, or did not answer in time. No attempt was used up.
        → Cadence tries again by itself after a while. To try now, comment \`/cadence retry\`.
      model-busy
        The model server asks Cadence to slow down. No attempt was used up.
        → Cadence tries again by itself, not before the time that the server named. To try now, comment \`/cadence retry\`.
      model-quota-spent
        The account that pays for the model has nothing left. No attempt was used up.
        → Whoever runs Cadence tops up the account, or raises its limit at the provider. Cadence looks by itself every now and then; to try now, comment \`/cadence retry\`.
      model-key-refused
        The model server refuses the key of this installation. No attempt was used up.
        → Whoever runs Cadence gives it a key that is valid (\`OPENAI_API_KEY\`). Cadence looks by itself every now and then; to try now, comment \`/cadence retry\`.
      model-missing
        The model server knows no model of the name that the policy gives, or no such address. No attempt was used up.
        → Correct the model in the policy (\`agents.profiles\`); whoever runs Cadence sees that \`OPENAI_BASE_URL\` is right. Cadence looks by itself every now and then; to try now, comment \`/cadence retry\`.
      model-unusable
        The model could not be used: it, or its server, gave no answer that Cadence can work with. No attempt was used up.
        → The details say what was answered. Name another model in the policy, or other settings of this one (\`agents.profiles\`, \`agents.api\`), then comment \`/cadence retry\`. If the model refuses what the issue says, reword it.
      budget-spent
        What the policy lets this task spend on models has no room for another call. No attempt was used up.
        → Raise \`limits.tokensPerTask\` or \`limits.usdPerTask\` in the policy, then comment \`/cadence retry\`. Or write the change yourself: comment \`/cadence stop\`; the branch stays.
      day-budget-spent
        What the policy lets this repository spend on models in a day has no room for another call. No attempt was used up.
        → Cadence goes on by itself when the next day begins (UTC). To go on now, raise \`limits.usdPerDay\` or \`limits.tokensPerDay\` in the policy, then comment \`/cadence retry\`.
      model-without-price
        The policy limits what may be spent, and it names a model whose price Cadence does not know, so nothing can be held to the limit.
        → Say in the policy what the model costs (\`agents.profiles\`), or set \`limits.usdPerTask\` and \`limits.usdPerDay\` to \`null\`, then comment \`/cadence retry\`.
      directive-ill-formed
        The change in the issue is not written in a form that Cadence can read.
        → Correct it in the issue, then comment \`/cadence retry\`.
      directive-failed
        The change in the issue did not work out, and there is no model to correct it.
        → Correct the change in the issue, then comment \`/cadence retry\`. Words after the command are passed on as guidance.
      spec-ill-formed
        The issue does not say enough to make a task of it.
        → Say in the issue what is to change and how one would see that it works, then comment \`/cadence retry\`.
      questions
        Before it starts, the agent has questions.
        → Answer them in the issue text, or behind the command: \`/cadence retry <answers>\`.
      protected-path
        All that this issue asks to change is protected, so Cadence may not write it. No model was asked to change it.
        → Make this change yourself. If something else is meant, say in the issue which files, or behind the command: \`/cadence retry <guidance>\`.
      plan-approval
        The plan is drafted, and the policy wants a person to approve it before anything is written.
        → Read it below. If it is what you want, comment \`/cadence approve\`; for another plan, \`/cadence plan <guidance>\`; to end it, \`/cadence stop\`. All need write access.
      change-approval
        The patch is written and not published: it does something that only a person may allow here.
        → Read it below. If you want it so, comment \`/cadence approve\`; for another patch, \`/cadence retry <guidance>\` (this one then counts as an attempt). Both need write access.
      approver-without-right
        Whoever approved the plan or the patch has no write access to this repository any more, so the approval counts no longer.
        → Someone with write access: read what was approved, then comment \`/cadence approve\`. If it is not wanted any more, comment \`/cadence stop\`.
      attempts-exhausted
        All attempts are used up, and none of them passed.
        → \`/cadence retry <guidance>\` grants one more attempt. Say in it what to do differently.
      review-rounds
        Three reviews have rejected what was tried.
        → Read the findings on the pull request. Resolve the conversations of those that you do not share (it takes write access), then comment \`/cadence retry <guidance>\` for one more round. Or finish the change yourself.
      same-patch
        The agent wrote a patch that was tried already and did not do. No attempt was used up for it.
        → Say what to do differently: \`/cadence retry <guidance>\`. Cadence then goes on.
      inverse-patch
        The agent took back what its last attempt did, and what stood before that did not do either. No attempt was used up for it.
        → Say what to do differently: \`/cadence retry <guidance>\`. Cadence then goes on.
      no-progress
        Two attempts in a row failed the very same tests in the very same way, so Cadence stops before the attempts are used up.
        → Say what to do differently: \`/cadence retry <guidance>\`. Cadence then goes on.
      proof-required
        The policy requires new tests that fail without the change, and there are none to show.
        → Say which test is missing: \`/cadence retry <guidance>\`. Or set \`tests.redProof\` to \`preferred\` in the policy, then comment \`/cadence retry\`.
      base-is-red
        Tests fail on the base branch already, so a run cannot tell whether the change is good.
        → Make the base branch green, then comment \`/cadence retry\`.
      base-unclear
        Beside the new tests, something else did not run, and Cadence cannot tell whether it runs on the base branch without them.
        → Mend it on the base branch, comment \`/cadence stop\`, then remove the label and put it on again: Cadence begins anew there. If the test workflow has run for the base commit itself (\`on: push\`), comment \`/cadence retry\`. If it was chance, run the run again on GitHub; when it has ended, Cadence goes on by itself.
      no-run
        The test workflow has not finished a run for this head in the time that the policy gives it.
        → See that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run ends, Cadence goes on by itself; to wait anew, comment \`/cadence retry\`.
      run-unusable
        The test run ended without saying whether the tests passed or failed.
        → Look at the run, and run it again on GitHub. When it has ended, Cadence goes on by itself.
      results-unusable
        The test run left no results that Cadence can read.
        → See that the workflow uploads a JUnit report (or runs \`pytest -rA\`), and run it again on GitHub. When it has ended, Cadence goes on by itself.
      head-moved
        The branch no longer holds exactly what Cadence put there: someone pushed to it, or changed the tests that prove the change. What was tested and reviewed is not what would be merged.
        → Reset the branch to the commit named below; Cadence then goes on by itself. To take it over yourself, comment \`/cadence stop\` and reopen the pull request.
      conflict
        The change conflicts with what has landed on the base branch since, so GitHub starts no test run for it.
        → If what conflicts is reverted on the base branch, Cadence goes on by itself. Otherwise comment \`/cadence stop\`, then remove the label and put it on again: Cadence begins anew on the present base.
      pull-draft
        The pull request was turned into a draft.
        → Mark it as ready for review. Cadence then goes on by itself.
      publish-refused
        The change could not be published as it is.
        → Mend what is named below, then comment \`/cadence retry\`.
      update-refused
        GitHub refused to bring the branch up to date with its base.
        → Mend what is named below, then comment \`/cadence retry\`.
      merge-refused
        GitHub refused the merge several times.
        → See what keeps the pull request from being merged (required checks, approvals, a merge queue), then comment \`/cadence retry\`.
      merge-forbidden
        GitHub does not let Cadence merge this pull request.
        → See the branch's protection rules and the app's permissions, then comment \`/cadence retry\`. Or merge it yourself.
      landed-differs
        What landed on the base branch is not what was tested. Cadence merges nothing more in this repository until someone has looked.
        → Compare the merge commit with the pull request, and revert it if need be. When that is settled, comment \`/cadence stop\`.
      repository-paused
        Merging is paused in this repository, because something landed here that was not what was tested.
        → Look at the issue that is held for it. When that is settled, Cadence goes on by itself.
      list-truncated
        GitHub gave only a part of a list that Cadence must see whole, and it does not decide on a part.
        → If you can make it shorter (fewer runs, fewer files), do, then comment \`/cadence retry\`.
      artefact-missing
        Something that Cadence had stored for this task is gone, so it cannot be used any more.
        → Comment \`/cadence stop\`, then remove the label and put it on again to begin anew.
      internal-error
        Cadence failed in a way that it was not made for.
        → Whoever runs Cadence finds the details in its log. To try again, comment \`/cadence retry\`."
    `);
  });

  it.each(holdReasons)('name a way out that exists (%s)', (reason) => {
    const { why, wayOut } = holdSentence(reason);
    expect(why).toMatch(/\.$/);
    expect(wayOut).toMatch(/by itself|\/cadence (?:retry|stop)|label/);
    const named = [...wayOut.matchAll(/`\/cadence (\w+)/g)].map(([, name]) => name);
    const built = commands.filter((row) => row.built === 'yes').map(({ name }) => name);
    for (const name of named) expect(built).toContain(name);
  });

  /** What `task/phases/held.ts` ends wherever the task stood. */
  it.each([
    'policy-missing',
    'policy-wrong',
    'head-moved',
    'pull-draft',
    'base-not-default',
    'conflict',
    'model-unavailable',
    'model-busy',
    'model-quota-spent',
    'model-key-refused',
    'model-missing',
    'day-budget-spent',
    'repository-paused',
    'repository-archived',
    'no-run',
    'run-unusable',
    'results-unusable',
    'base-unclear',
  ] as const)('promise that it goes on by itself where it does (%s)', (reason) => {
    expect(holdSentence(reason).wayOut).toContain('by itself');
  });

  it.each(['attempts-exhausted', 'text-edited', 'landed-differs', 'merge-refused'] as const)(
    'promise nothing where nobody looks again (%s)',
    (reason) => {
      expect(holdSentence(reason).wayOut).not.toContain('by itself');
    },
  );
});

describe('cancelSentence', () => {
  it('says who, why and how to begin anew', () => {
    const reasons = ['stopped', 'unlabelled', 'issue-closed', 'pull-closed', 'merged-by-person', 'other'];
    const all = reasons.flatMap((reason) => [
      cancelSentence(reason, null),
      cancelSentence(reason, 'octocat'),
    ]);
    expect([...new Set(all)].join('\n')).toMatchInlineSnapshot(`
      "Stopped. If there was a pull request, it is closed; its branch is kept. To begin anew, remove the label and put it on again.
      Stopped by \`octocat\`. If there was a pull request, it is closed; its branch is kept. To begin anew, remove the label and put it on again.
      The label was removed, so Cadence stopped. A branch that it made is kept. To begin anew, remove the label and put it on again.
      The issue was closed, so Cadence stopped. To begin anew, reopen it, remove the label and put it on again.
      The issue was closed by \`octocat\`, so Cadence stopped. To begin anew, reopen it, remove the label and put it on again.
      The pull request was closed without a merge, so Cadence stopped. The branch is kept. To begin anew, remove the label and put it on again.
      The pull request was merged, not by Cadence. Nothing is left to do here; Cadence vouches for nothing that it did not merge.
      The pull request was merged by \`octocat\`, not by Cadence. Nothing is left to do here; Cadence vouches for nothing that it did not merge.
      Cancelled (\`other\`). To begin anew, remove the label and put it on again.
      Cancelled (\`other\`) by \`octocat\`. To begin anew, remove the label and put it on again."
    `);
  });

  it('shows a login as code, so that nobody is called', () => {
    expect(cancelSentence('stopped', '@octocat')).toContain('`@octocat`');
  });
});
