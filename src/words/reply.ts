/** The one answer to a command, where it needs words. A reaction alone answers what was simply done. */
import { commands, type CommandName, type CommandRow, type ParsedCommand } from '../task/command.ts';
import type { Judgement, RefusalReason } from '../task/gates/trigger.ts';
import type { Prepared } from '../task/preparation.ts';
import { mayAct, type Role } from '../task/situation.ts';
import type { Task } from '../task/task.ts';
import type { Spec } from '../task/spec.ts';
import { codeSpan } from './code.ts';
import { attemptsSentence } from './facts.ts';
import { quoted } from './neutralise.ts';
import { planText } from './plan-text.ts';
import { sidekickReply, type SidekickWords } from './sidekick-reply.ts';
import { stateSentence } from './status/state-sentence.ts';

export type ReplyWords = {
  /** Node id of the comment that holds the command. */
  readonly comment: string;
  readonly judgement: Judgement;
  readonly command: ParsedCommand;
  readonly task: Task;
  readonly viewerRole: Role;
  /** Sidekick's answer, where the command asked for one; null also where it was erased. */
  readonly sidekick: SidekickWords | null;
  /** The specification, where the command asked for it. */
  readonly plan: Spec | null;
};

/** What is simply done needs no words. */
const silent: ReadonlySet<string> = new Set<CommandName>(['retry', 'stop', 'approve']);

export function isReplyDue({ result }: Judgement, command: string): boolean {
  return result === 'refused' || !silent.has(command);
}

/** Null where no reply is due. */
export function reply(words: ReplyWords): string | null {
  const text = words.judgement.result === 'refused' ? refusal(words.judgement.reason, words) : answer(words);
  return text === null ? null : `<!-- cadence:reply ${words.comment} -->\n${text}`;
}

function answer({ comment, command, task, viewerRole, sidekick, plan }: ReplyWords): string | null {
  if (command.kind !== 'command') return null;
  switch (command.row.name) {
    case 'help':
      return help(viewerRole);
    case 'status':
      return status(task);
    case 'plan':
      return plan === null ? null : planned(plan, command.words);
    case 'ask':
    case 'explain':
    case 'refactor':
    case 'test':
      return sidekick ? sidekickReply(sidekick) : 'The answer was erased before it could be posted.';
    case 'task':
      return opened(task.prepared.get(comment));
    default:
      return null;
  }
}

function planned(plan: Spec, guidance: string): string {
  if (guidance !== '')
    return 'Another plan is drafted with this in mind. The one before:\n\n' + quotedPlan(plan);
  return `The plan:\n\n${quotedPlan(plan)}`;
}

function quotedPlan(plan: Spec): string {
  return quoted(planText(plan), 20_000);
}

function opened(prepared: Prepared | undefined): string | null {
  if (prepared?.kind !== 'issue') return null;
  return `This is #${prepared.issue} now. It has no label: whether it is worked on is for a person to say.`;
}

function help(role: Role): string {
  const mine = commands.filter(({ right }) => mayAct(role, right));
  const now = mine.filter(({ built }) => built === 'yes').map((row) => `- ${usage(row)}: ${row.does}`);
  const later = mine.filter(({ built }) => built === 'not yet').map(({ name }) => `\`${name}\``);
  const parts = [
    'Begin a comment with one of these, one a comment:',
    now.join('\n'),
    later.length > 0 ? `Not there yet: ${later.join(', ')}.` : null,
  ];
  return parts.filter((part) => part !== null).join('\n\n');
}

function status(task: Task): string {
  const attempts = task.attempts.granted > 0 ? ` Attempts: ${attemptsSentence(task)}.` : '';
  const pull = task.pull ? ` Pull request: #${task.pull.number}.` : '';
  return `${stateSentence(task).replace(/\n+/g, ' ')}${attempts}${pull}`;
}

function refusal(reason: RefusalReason, { command, task, viewerRole }: ReplyWords): string {
  const name = command.kind === 'command' ? usage({ usage: command.row.name }) : '`/cadence`';
  switch (reason) {
    case 'edited':
      return 'This comment was edited, so Cadence does not act on it. Please post the command again in a new comment.';
    case 'unknown-command':
      return unknown(command);
    case 'no-right':
      return command.kind === 'command' && mayAct(viewerRole, 'read')
        ? `${name} needs ${command.row.right} access to this repository, and you have ${viewerRole} access. \`/cadence help\` lists what you may do.`
        : 'Commands are for people who have access to this repository.';
    case 'not-built':
      return `${name} is not there yet. \`/cadence help\` lists what is.`;
    case 'not-held':
      return `There is nothing to retry: the task is not waiting for anybody. ${stateSentence(task)}`;
    case 'is-over':
      return task.state.phase === 'Cancelled'
        ? 'This task has ended. To begin anew, remove the label and put it on again.'
        : 'This task is merged, so there is nothing left to stop or to retry.';
    case 'merge-under-way':
      return 'It is too late to stop this one: it is merged already. To undo it, revert the pull request on GitHub.';
    case 'no-plan':
      return 'There is no plan yet. To say what it is to heed, edit the issue before it is drafted.';
    case 'plan-under-way':
      return 'Work on this plan is published already, so it is not replaced. To say what the next attempt is to heed, comment `/cadence retry <guidance>` when the task waits; to begin anew, `/cadence stop`, then remove the label and put it on again.';
    case 'nothing-to-approve':
      return `Nothing waits for an approval. ${stateSentence(task)}`;
    case 'approved-unseen':
      return 'What waits for an approval was shown after this comment. Please read it in the status comment, then post the command again in a new comment.';
    case 'not-on-a-line':
      return `${name} is about a line of a diff. Open the files of the pull request, comment on the line, and begin that comment with the command.`;
    case 'no-words':
      return `It needs words behind it: ${usageOf(command)}. Please post it again in a new comment.`;
    case 'no-policy':
      return `Without a policy that can be used, nothing runs, ${name} neither. See that \`.github/cadence.yml\` on the default branch is there and correct, then post the command again in a new comment.`;
    case 'no-model':
      return `${name} needs a model, and this installation of Cadence has none configured. Whoever runs it can change that.`;
    case 'model-unavailable':
      return 'The model could not be reached, so there is no answer. The task goes on without it. To try again later, post the command in a new comment.';
    case 'task-budget':
      return 'What the policy lets this task spend has no room for an answer. Someone may raise `limits` in the policy; then post the command in a new comment.';
    case 'day-budget':
      return 'What the policy lets this repository spend in a day has no room for an answer. Post the command again tomorrow (UTC), in a new comment.';
    case 'no-price':
      return 'The policy limits money, and the model has no price, so it is not asked. Someone may give it one under `agents.profiles` in the policy.';
    case 'no-answer':
      return 'The model gave no answer that can be used. The task goes on without it. To try again, perhaps in other words, post the command in a new comment.';
    case 'unreadable':
      return 'The files of the repository could not be read, so there is no answer. The task goes on without it.';
    case 'issue-refused':
      return 'GitHub refused to open the issue. See that issues are switched on in this repository and that the app may write them, then post the command again in a new comment.';
    default: {
      const never: never = reason;
      throw new Error(`unknown reason ${String(never)}`);
    }
  }
}

function unknown(command: ParsedCommand): string {
  const all = '`/cadence help` lists the commands.';
  if (command.kind !== 'unknown' || command.typed === '') return `Which command? ${all}`;
  const meant = command.suggestion ? ` Did you mean \`/cadence ${command.suggestion}\`?` : '';
  return `Cadence does not know ${codeSpan(command.typed, 40)}.${meant} ${all}`;
}

function usageOf(command: ParsedCommand): string {
  return command.kind === 'command' ? usage(command.row) : '`/cadence`';
}

function usage(row: Pick<CommandRow, 'usage'>): string {
  return `\`/cadence ${row.usage}\``;
}
