import { describe, expect, it } from 'vitest';
import { cancelSentence } from '../../../src/words/status/cancel-sentence.ts';
import { holdSentence } from '../../../src/words/status/hold-sentence.ts';
import { commands } from '../../../src/task/command.ts';
import { holdReasons } from '../../../src/task/hold-reasons.ts';
import { whoseMove } from '../../../src/task/gates/whose-move.ts';
import { stateWords } from '../../../src/words/status/state-words.ts';
import { attemptsOf, held as heldFor, task } from '../samples.ts';

function afterAttempts(used: number): string {
  const held = task(heldFor('attempts-exhausted'));
  return stateWords({ ...held, attempts: attemptsOf({ used, granted: used }) }).heading;
}

describe('the sentences of a task that is held', () => {
  it('are all there', () => {
    const all = holdReasons.map((reason) => {
      const { title, why, wayOut } = holdSentence(reason);
      return `${reason}: ${title}\n  ${why}\n  → ${wayOut}`;
    });
    expect(all.join('\n')).toMatchInlineSnapshot(`
      "planning-not-built: this issue is too big
        It is labelled as a story or an epic, and Cadence cannot split work into smaller issues yet.
        → Open small issues instead. Or remove the \`cadence:story\` or \`cadence:epic\` label, then remove the label that started Cadence and add it again.
      policy-missing: the policy file is missing
        Nothing may run without \`.github/cadence.yml\` on the default branch.
        → Add the file (an empty one will do). Cadence then continues by itself.
      policy-wrong: the policy file has errors
        \`.github/cadence.yml\` on the default branch is not valid.
        → Fix the file on the default branch. Cadence then continues by itself.
      repository-archived: the repository is archived
        Nothing can be written to an archived repository.
        → Unarchive it. Cadence then continues by itself.
      labelled-by-app: a person must authorise this
        An app added the label, and an app cannot authorise a change.
        → Someone with write access: comment \`/cadence retry\`. That authorises the change.
      labeller-without-right: someone with write access must authorise this
        The person who labelled or retried this has no write access.
        → Someone with write access: comment \`/cadence retry\`. That authorises the change.
      edited-after-label: the issue was edited after it was labelled
        Someone other than the labeller edited it, so nobody has authorised the text as it is now.
        → Read the issue. If it is what you want and you have write access, comment \`/cadence retry\`.
      text-edited: the issue was edited
        Its title or text changed while Cadence was working on it.
        → To continue with the new text, comment \`/cadence retry\` (needs write access). To cancel, comment \`/cadence stop\`.
      ruleset-missing: the review ruleset is missing
        The policy names a ruleset that does not exist on the default branch.
        → Add the file, or remove \`review.ruleset\` from the policy. Then comment \`/cadence retry\`.
      ruleset-wrong: the review ruleset has errors
        The ruleset that the policy names is not valid.
        → Fix it on the default branch, then comment \`/cadence retry\`.
      workflow-missing: the test workflow is missing
        The policy names a test workflow that does not exist on the default branch.
        → Add the workflow, or correct \`tests.workflow\` in the policy. If Cadence does not continue by itself, comment \`/cadence retry\`.
      workflow-changed: the test workflow was changed on the branch
        The branch has another test workflow than the default branch, so its runs prove nothing.
        → If someone changed the workflow on the branch of Cadence, take that commit out. Then comment \`/cadence retry\`.
      method-not-allowed: the merge method is not allowed
        The repository does not allow the merge method that the policy asks for.
        → Allow it in the repository settings, or change \`merge.method\` in the policy. Then comment \`/cadence retry\`.
      base-not-default: the pull request has another base branch
        Someone changed the base branch of the pull request. The change was written for another one.
        → Change the base branch back. Cadence then continues by itself.
      no-model: no model is configured
        This issue needs a model, and this installation of Cadence has none.
        → Configure a model for the installation, or write the change into the issue as a directive. Then comment \`/cadence retry\`.
      model-unavailable: the model server does not answer
        It could not be reached, or took too long. This cost no attempt.
        → Cadence tries again by itself. To try now, comment \`/cadence retry\`.
      model-busy: the model server is busy
        It asked Cadence to slow down. This cost no attempt.
        → Cadence tries again by itself when the server allows it. To try now, comment \`/cadence retry\`.
      model-quota-spent: the model account is empty
        The account that pays for the model has reached its limit. This cost no attempt.
        → The operator of Cadence must top up the account or raise its limit. Cadence tries again by itself from time to time; to try now, comment \`/cadence retry\`.
      model-key-refused: the model key was refused
        The model server rejects the key of this installation. This cost no attempt.
        → The operator of Cadence must set a valid \`OPENAI_API_KEY\`. Cadence tries again by itself from time to time; to try now, comment \`/cadence retry\`.
      model-missing: the model does not exist
        The model server does not know the model that the policy names, or the address is wrong. This cost no attempt.
        → Correct the model in the policy (\`agents.profiles\`), or have the operator check \`OPENAI_BASE_URL\`. Cadence tries again by itself from time to time; to try now, comment \`/cadence retry\`.
      model-unusable: the model gave no usable answer
        Cadence cannot work with what the model or its server answered (see the details). This cost no attempt.
        → Choose another model or other settings in the policy (\`agents.profiles\`, \`agents.api\`), then comment \`/cadence retry\`. If the model refuses the issue itself, reword it.
      budget-spent: the model budget is used up
        This task has used up its model budget. The hold itself cost no attempt.
        → Raise \`limits.tokensPerTask\` or \`limits.usdPerTask\` in the policy, then comment \`/cadence retry\`. To finish it by hand, comment \`/cadence stop\`; the branch stays.
      day-budget-spent: today's model budget is used up
        This repository has used up its model budget for today. This cost no attempt.
        → Cadence continues by itself tomorrow (UTC). To continue now, raise \`limits.usdPerDay\` or \`limits.tokensPerDay\` in the policy, then comment \`/cadence retry\`.
      model-without-price: the model has no known price
        The policy limits spending, and Cadence does not know what this model costs.
        → Give its price in the policy (\`agents.profiles\`), or set \`limits.usdPerTask\` and \`limits.usdPerDay\` to \`null\`. Then comment \`/cadence retry\`.
      directive-ill-formed: the patch in the issue cannot be read
        It is not written in a form that Cadence knows.
        → Correct it in the issue, then comment \`/cadence retry\`.
      directive-failed: the patch in the issue failed
        There is no model that could repair it.
        → Correct the patch in the issue, then comment \`/cadence retry\`.
      spec-ill-formed: the issue says too little
        Cadence cannot tell what to change.
        → Write in the issue what should change and how you would check it. Then comment \`/cadence retry\`.
      questions: the agent has questions
        It needs answers before it can start.
        → Answer with \`/cadence retry <answers>\`, or edit the issue and comment \`/cadence retry\`.
      protected-path: the files are protected
        Every file that this issue asks to change is protected. No model was asked to change them.
        → Make this change yourself. If you meant other files, name them: comment \`/cadence retry <guidance>\`.
      plan-approval: the plan needs approval
        The policy asks for a person to approve it before anything is written.
        → To approve the plan below, comment \`/cadence approve\`. For another plan, \`/cadence plan <guidance>\`. To cancel, \`/cadence stop\`. All need write access.
      change-approval: the patch needs approval
        It does something that needs approval here, and goes no further without it.
        → To go on with exactly what is shown below, comment \`/cadence approve\`. For another patch, \`/cadence retry <guidance>\`; this one then counts as an attempt. Both need write access.
      approver-without-right: the approval no longer counts
        The person who approved the plan or the patch has lost write access.
        → Someone with write access: read what was approved, then comment \`/cadence approve\`. To cancel, comment \`/cadence stop\`.
      attempts-exhausted: all attempts failed
        All attempts are used up.
        → For one more attempt, comment \`/cadence retry <guidance>\` and say what to do differently.
      review-rounds: 3 reviews rejected the change
        The findings are on the pull request.
        → Resolve the conversations you disagree with (needs write access), then comment \`/cadence retry <guidance>\` for one more round. Or finish the change yourself.
      same-patch: the agent repeats itself
        The agent repeated a patch that failed. This cost no attempt.
        → Say what to do differently: comment \`/cadence retry <guidance>\`.
      inverse-patch: the agent goes back and forth
        The agent undid its last patch, and the code before that had failed too. This cost no attempt.
        → Say what to do differently: comment \`/cadence retry <guidance>\`.
      no-progress: no progress in two attempts
        Two attempts in a row failed the same tests in the same way.
        → Say what to do differently: comment \`/cadence retry <guidance>\`.
      proof-required: no test fails without the change
        The policy requires new tests that fail without the change, and there are none.
        → Say which test is missing: comment \`/cadence retry <guidance>\`. Or set \`tests.redProof\` to \`preferred\` in the policy, then comment \`/cadence retry\`.
      base-is-red: tests fail on the base branch
        They fail without the change, so a run cannot tell whether the change is good.
        → Make the base branch green, then comment \`/cadence retry\`.
      base-unclear: some existing tests did not run
        Some existing tests did not run. Cadence cannot tell whether the new tests or the base branch broke them.
        → If the base branch is broken, fix it, comment \`/cadence stop\`, then remove the label and add it again. If the test workflow has run for the base commit itself (\`on: push\`), comment \`/cadence retry\`. If it was a fluke, re-run it on GitHub; Cadence then continues by itself.
      no-run: the test workflow did not finish
        There is no finished run for this commit within the time that the policy allows.
        → Check that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run finishes, Cadence continues by itself. To wait longer, comment \`/cadence retry\`.
      run-unusable: the test run has no clear result
        It ended without saying whether the tests passed.
        → Look at the run, then re-run it on GitHub. Cadence then continues by itself.
      results-unusable: the test results cannot be read
        The test run left no results that Cadence can read.
        → Check that the workflow uploads a JUnit report (or runs \`pytest -rA\`), then re-run it on GitHub. Cadence then continues by itself.
      head-moved: someone else changed the branch
        The branch is no longer what Cadence tested: someone pushed to it, or changed the tests that prove the change.
        → Reset the branch to the commit named below; Cadence then continues by itself. To take over, comment \`/cadence stop\` and reopen the pull request.
      conflict: the change conflicts with the base branch
        Something that landed on the base branch conflicts with it, so GitHub starts no test run.
        → To start over on the present base branch, comment \`/cadence stop\`, then remove the label and add it again. If the conflicting commit is reverted, Cadence continues by itself.
      pull-draft: the pull request is a draft
        Someone turned it into a draft.
        → Mark it as ready for review. Cadence then continues by itself.
      publish-refused: GitHub refused to publish the change
        Its answer is below.
        → Fix what it names, then comment \`/cadence retry\`.
      update-refused: GitHub refused to update the branch
        The branch must be brought up to date with its base. The answer of GitHub is below.
        → Fix what it names, then comment \`/cadence retry\`.
      merge-refused: GitHub refused the merge
        It refused several times.
        → Check what blocks the pull request (required checks, approvals, a merge queue), then comment \`/cadence retry\`.
      merge-forbidden: Cadence is not allowed to merge
        GitHub does not let Cadence merge this pull request.
        → Check the branch protection rules and the permissions of the app, then comment \`/cadence retry\`. Or merge it yourself.
      landed-differs: what landed is not what was tested
        Cadence merges nothing more in this repository until someone has looked.
        → Compare the merge commit with the pull request, and revert it if needed. When that is settled, comment \`/cadence stop\`.
      repository-paused: merging is paused in this repository
        Something landed here that is not what was tested.
        → Settle the issue that is held for it. Cadence then continues by itself.
      list-truncated: GitHub sent an incomplete list
        Cadence does not decide on a part of a list.
        → If you can make the list shorter (fewer runs, fewer files), do so. Then comment \`/cadence retry\`.
      artefact-missing: stored data is missing
        Cadence can no longer find something that it had stored for this task.
        → To start over, comment \`/cadence stop\`, then remove the label and add it again.
      internal-error: Cadence failed
        This is a fault in Cadence. The operator finds the details in its log.
        → To try again, comment \`/cadence retry\`."
    `);
  });

  it.each(holdReasons)('name a way out that exists (%s)', (reason) => {
    const { why, wayOut } = holdSentence(reason);
    expect(why).toMatch(/\.$/);
    expect(wayOut).toMatch(/by itself|\/cadence (?:retry|stop)|label/);
    expect(wayOut).toMatch(/\.$/);
    const named = [...wayOut.matchAll(/`\/cadence (\w+)/g)].map(([, name]) => name);
    const built = commands.filter((row) => row.built === 'yes').map(({ name }) => name);
    for (const name of named) expect(built).toContain(name);
  });

  it.each(holdReasons)('have a heading that fits, and no raw code (%s)', (reason) => {
    for (const used of [0, 3]) {
      const held = { ...task(heldFor(reason)), attempts: attemptsOf({ used }) };
      const { mark, heading, why, todo } = stateWords(held);
      expect(`${mark} ${heading}`.length).toBeLessThanOrEqual(60);
      expect(heading).toMatch(whoseMove(reason) === 'nobody' ? /^Waiting: \S/ : /^Needs you: \S/);
      expect(heading).not.toMatch(/\.$|anew|mend|heed|whoever|behind/);
      // One word may be a word of the language too.
      const code = reason.includes('-') ? reason : `(${reason})`;
      expect(`${heading} ${why} ${todo?.text}`).not.toContain(code);
    }
  });

  it.each(holdReasons)('are plain (%s)', (reason) => {
    const { title, why, wayOut } = holdSentence(reason);
    expect(`${title} ${why} ${wayOut}`).not.toMatch(
      /\b(?:anew|amid|heed|mend\w*|whoever|behind|beside|in vain|for ever|did not do)\b/i,
    );
    expect(title).not.toMatch(/\.$/);
  });

  it('count the attempts that failed', () => {
    expect(afterAttempts(3)).toBe('Needs you: 3 attempts failed');
    expect(afterAttempts(1)).toBe('Needs you: 1 attempt failed');
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
  it('says who, why and how to start over', () => {
    const reasons = ['stopped', 'unlabelled', 'issue-closed', 'pull-closed', 'merged-by-person'] as const;
    const all = reasons
      .flatMap((reason) => [cancelSentence(reason, null), cancelSentence(reason, 'octocat')])
      .map(({ title, why, again }) => `${title} | ${why} | ${again ?? ''}`);
    expect([...new Set(all)].join('\n')).toMatchInlineSnapshot(`
      "Cancelled: stopped by command | Stopped. The pull request, if there was one, is closed; its branch is kept. | To start over, remove the label and add it again.
      Cancelled: stopped by command | Stopped by \`octocat\`. The pull request, if there was one, is closed; its branch is kept. | To start over, remove the label and add it again.
      Cancelled: the label was removed | The pull request, if there was one, is closed; its branch is kept. | To start over, remove the label and add it again.
      Cancelled: the issue was closed | The issue was closed. The pull request, if there was one, is closed too; its branch is kept. | To start over, reopen the issue, remove the label and add it again.
      Cancelled: the issue was closed | The issue was closed by \`octocat\`. The pull request, if there was one, is closed too; its branch is kept. | To start over, reopen the issue, remove the label and add it again.
      Cancelled: the pull request was closed | It was closed without a merge. Its branch is kept. | To start over, remove the label and add it again.
      Cancelled: merged by hand | The pull request was merged. Cadence did not merge it and cannot say whether it was tested. | 
      Cancelled: merged by hand | The pull request was merged by \`octocat\`. Cadence did not merge it and cannot say whether it was tested. | "
    `);
  });

  it('shows a login as code, so that nobody is called', () => {
    expect(cancelSentence('stopped', '@octocat').why).toContain('`@octocat`');
  });
});
