/** The one answer to a command, where it needs words. A reaction alone answers what was simply done. */
import { commands, type CommandRow, type ParsedCommand } from '../../task/command.ts';
import type { Judgement, RefusalReason } from '../../task/gates/trigger.ts';
import { mayAct, type Role } from '../../task/situation.ts';
import type { Task } from '../../task/task.ts';
import { codeSpan } from './code.ts';
import { attemptsSentence } from './facts.ts';
import { standSentence } from './stand-sentence.ts';

export type ReplyWords = {
  /** Node id of the comment that holds the command. */
  readonly comment: string;
  readonly judgement: Judgement;
  readonly command: ParsedCommand;
  readonly task: Task;
  readonly viewerRole: Role;
};

/** Null where no reply is due. */
export function reply(words: ReplyWords): string | null {
  const text = words.judgement.result === 'refused' ? refusal(words.judgement.reason, words) : answer(words);
  return text === null ? null : `<!-- cadence:reply ${words.comment} -->\n${text}`;
}

function answer({ command, task, viewerRole }: ReplyWords): string | null {
  if (command.kind !== 'command') return null;
  switch (command.row.name) {
    case 'help':
      return help(viewerRole);
    case 'status':
      return status(task);
    default:
      return null;
  }
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
  return `${standSentence(task).replace(/\n+/g, ' ')}${attempts}${pull}`;
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
      return `There is nothing to retry: the task is not waiting for anybody. ${standSentence(task)}`;
    case 'is-over':
      return task.stand.phase === 'Cancelled'
        ? 'This task has ended. To begin anew, remove the label and put it on again.'
        : 'This task is merged, so there is nothing left to stop or to retry.';
    case 'merge-under-way':
      return 'It is too late to stop this one: it is merged already. To undo it, revert the pull request on GitHub.';
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

function usage(row: Pick<CommandRow, 'usage'>): string {
  return `\`/cadence ${row.usage}\``;
}
