import { describe, expect, it } from 'vitest';
import { isReplyDue, reply } from '../../src/words/reply.ts';
import { commands, parseCommand } from '../../src/task/command.ts';
import type { Judgement } from '../../src/task/commands/shared/command-file.ts';
import type { RefusalReason } from '../../src/task/commands/shared/command-names.ts';
import type { Role } from '../../src/task/situation.ts';
import type { Spec } from '../../src/task/spec.ts';
import type { Task } from '../../src/task/task.ts';
import { held, stands, task } from './samples.ts';

const accepted: Judgement = { result: 'accepted' };
const plan: Spec = {
  title: 'Fix add',
  goal: 'add() adds. Fixes #1 @ada',
  acceptance: ['add(2, 2) is 4'],
  kind: 'micro',
  source: 'agent',
  testsWanted: true,
  tests: ['add(2, 2) is 4'],
  filesInScope: ['calc.py'],
  risk: 'low',
};
const cancelled = task({ phase: 'Cancelled', reason: 'stopped', by: 'octocat' });

function said(typed: string, judgement: Judgement, given: { role?: Role; on?: Task } = {}): string | null {
  const command = parseCommand(typed);
  if (!command) throw new Error(`${typed} is no command`);
  const { role = 'write', on = task(stands.Review) } = given;
  return reply({ comment: 'IC_1', judgement, command, task: on, viewerRole: role, sidekick: null, plan });
}

function refused(
  typed: string,
  reason: RefusalReason,
  given: { role?: Role; on?: Task } = {},
): string | null {
  return said(typed, { result: 'refused', reason }, given);
}

describe('reply to what was accepted', () => {
  it('lists for a writer what a writer may do', () => {
    expect(said('/cadence help', accepted)).toMatchInlineSnapshot(`
      "<!-- cadence:reply IC_1 -->
      Start a comment with one of these (one command per comment):

      - \`/cadence help\`: lists the commands that you can run
      - \`/cadence status\`: says where the task stands and what it waits for
      - \`/cadence retry [guidance]\`: lets a held task continue; after the last attempt it grants one more. The agent gets your guidance
      - \`/cadence plan [guidance]\`: shows the plan; with guidance, drafts a new one as long as nothing is published
      - \`/cadence approve\`: approves the plan or the patch that waits for it, exactly as it was shown
      - \`/cadence stop\`: cancels the task: closes its pull request, keeps its branch
      - \`/cadence ask <question>\`: asks Sidekick about the code; the answer cites files and lines
      - \`/cadence explain\`: on a line of a diff: Sidekick explains it
      - \`/cadence refactor <what>\`: on a line of a diff: Sidekick suggests a better way to write it, and a task that does it
      - \`/cadence test\`: on a line of a diff: Sidekick suggests a test for it, and a task that writes it
      - \`/cadence task <title>\`: opens a new issue from this comment

      Not available yet: \`pause\`, \`resume\`, \`take\`, \`give\`, \`override\`, \`rollback\`."
    `);
  });

  it('lists for a reader only what a reader may do', () => {
    expect(said('/cadence help', accepted, { role: 'read' })).toMatchInlineSnapshot(`
      "<!-- cadence:reply IC_1 -->
      Start a comment with one of these (one command per comment):

      - \`/cadence help\`: lists the commands that you can run
      - \`/cadence status\`: says where the task stands and what it waits for"
    `);
  });

  it('says in one paragraph where the task stands', () => {
    expect(said('/cadence status', accepted)).toMatchInlineSnapshot(`
      "<!-- cadence:reply IC_1 -->
      ⏳ **Reviewing the change.** The tests passed. Attempts: 0 of 3. Pull request: #8."
    `);
    expect(said('/cadence status', accepted, { on: task(held('no-run', stands['Test(evidence)'])) }))
      .toMatchInlineSnapshot(`
        "<!-- cadence:reply IC_1 -->
        ✋ **Needs you: the test workflow did not finish.** Check that Actions is enabled, that the workflow starts on \`pull_request\`, and that no run waits for approval. When a run finishes, Cadence continues by itself. To wait longer, comment \`/cadence retry\`. There is no finished run for this commit within the time that the policy allows. Attempts: 0 of 3."
      `);
  });

  it('says which issue a comment became', () => {
    const prepared = new Map([['IC_1', { kind: 'issue', issue: 12 } as const]]);
    expect(
      said('/cadence task Rename it', accepted, {
        on: task(stands.Review, { answers: { answered: new Set(), prepared } }),
      }),
    ).toMatchInlineSnapshot(`
        "<!-- cadence:reply IC_1 -->
        Opened #12. It has no label yet: add one to have Cadence work on it."
      `);
  });

  it('says so where an answer was erased before it was posted', () => {
    expect(said('/cadence ask Why?', accepted)).toContain('was erased');
  });

  it('owes no words to what was simply done', () => {
    const names = commands.map(({ name }) => name);
    expect(names.filter((name) => !isReplyDue(accepted, name))).toMatchInlineSnapshot(`
      [
        "retry",
        "approve",
        "stop",
      ]
    `);
    expect(names.filter((name) => !isReplyDue({ result: 'refused', reason: 'no-right' }, name))).toEqual([]);
  });

  it.each(['/cadence stop', '/cadence retry', '/cadence retry use a set'])('is silent about %s', (typed) => {
    expect(said(typed, accepted)).toBeNull();
  });
});

describe('reply to what was refused', () => {
  it('says why, and what to do', () => {
    const all = [
      refused('/cadence stop', 'edited'),
      refused('/cadence sotp', 'unknown-command'),
      refused('/cadence `@octocat`', 'unknown-command'),
      refused('/cadence', 'unknown-command'),
      refused('/cadence stop', 'no-right', { role: 'triage' }),
      refused('/cadence stop', 'no-right', { role: 'none' }),
      refused('/cadence nonsense', 'no-right', { role: 'none' }),
      refused('/cadence pause', 'not-built'),
      refused('/cadence retry', 'not-held'),
      refused('/cadence retry', 'is-over', { on: cancelled }),
      refused('/cadence stop', 'is-over', { on: task(stands.Meta) }),
      refused('/cadence stop', 'merge-under-way', { on: task(stands.Commit) }),
      refused('/cadence explain', 'not-on-a-line'),
      refused('/cadence refactor', 'no-words'),
      refused('/cadence ask Why?', 'no-policy'),
      refused('/cadence ask Why?', 'no-model'),
      refused('/cadence ask Why?', 'model-unavailable'),
      refused('/cadence ask Why?', 'task-budget'),
      refused('/cadence ask Why?', 'day-budget'),
      refused('/cadence ask Why?', 'no-price'),
      refused('/cadence ask Why?', 'no-answer'),
      refused('/cadence ask Why?', 'unreadable'),
      refused('/cadence task Rename it', 'issue-refused'),
    ];
    expect(all.map((text) => text?.split('\n').slice(1).join('\n')).join('\n')).toMatchInlineSnapshot(`
      "This comment was edited, so Cadence does not act on it. Please post the command again in a new comment.
      Cadence does not know \`sotp\`. Did you mean \`/cadence stop\`? \`/cadence help\` lists the commands.
      Cadence does not know \`\` \`@octocat\` \`\`. \`/cadence help\` lists the commands.
      Which command? \`/cadence help\` lists the commands.
      \`/cadence stop\` needs write access to this repository, and you have triage access. \`/cadence help\` lists what you can run.
      Commands are for people who have access to this repository.
      Commands are for people who have access to this repository.
      \`/cadence pause\` is not available yet. \`/cadence help\` lists the commands that are.
      Nothing to retry: the task is not waiting for anyone. ⏳ **Reviewing the change.** The tests passed.
      This task has ended. To start over, remove the label and add it again.
      This task is merged: there is nothing left to stop or retry.
      Too late to stop: the change is already merged. To undo it, revert the pull request on GitHub.
      \`/cadence explain\` is about a line of a diff. Open the files of the pull request, comment on the line, and start that comment with the command.
      Add what to change: \`/cadence refactor <what>\`. Please post it again in a new comment.
      Nothing runs without a valid policy, \`/cadence ask\` included. Check that \`.github/cadence.yml\` on the default branch exists and is correct, then post the command again in a new comment.
      \`/cadence ask\` needs a model, and this installation of Cadence has none. The people who run it can configure one.
      No answer: the model could not be reached. The task goes on without it. To try again later, post the command in a new comment.
      No answer: the model budget of this task has no room for one. Raise \`limits\` in the policy, then post the command again in a new comment.
      No answer: today's model budget of this repository has no room for one. Post the command again tomorrow (UTC), in a new comment.
      No answer: the policy limits what models may cost, and this model has no known price. Add one under \`agents.profiles\` in the policy.
      No answer: the model sent nothing that can be used. The task goes on without it. To try again, perhaps in other words, post the command in a new comment.
      No answer: the files of the repository could not be read. The task goes on without it.
      GitHub refused to open the issue. Check that issues are enabled in this repository and that the app may write them, then post the command again in a new comment."
    `);
  });

  it('begins with the marker that names the comment', () => {
    expect(refused('/cadence stop', 'edited')).toMatch(/^<!-- cadence:reply IC_1 -->\n/);
  });
});

describe('reply about a plan', () => {
  it('shows it as a quotation in which nothing works', () => {
    expect(said('/cadence plan', accepted)).toMatchInlineSnapshot(`
      "<!-- cadence:reply IC_1 -->
      The plan:

      > **Fix add**
      >
      > add() adds. Fixes \`#1\` \`@ada\`
      >
      > Done when:
      >
      > - add(2, 2) is 4
      >
      > Tests to write:
      >
      > - add(2, 2) is 4
      >
      > Files likely to change:
      >
      > - calc.py
      >
      > Risk: low"
    `);
  });

  it('says that another one is drafted', () => {
    expect(said('/cadence plan for floats too', accepted)).toContain(
      'A new plan is being drafted with your guidance.',
    );
  });

  it('needs no words where an approval is simply taken', () => {
    expect(said('/cadence approve', accepted)).toBeNull();
  });

  it.each(['no-plan', 'plan-under-way', 'approved-unseen'] as const)(
    'says why not, and what to do (%s)',
    (reason) => {
      expect(refused('/cadence approve', reason)).toMatch(/(?:edit|comment|post) /);
    },
  );
});
