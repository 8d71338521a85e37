/**
 * The commands in comments: one table for the parser, the help and the documentation. A command is the first line of a
 * comment, outside quotes and code; one a comment.
 */
import { visibleText, type VisibleText } from '../markdown/visible.ts';
import { nearestWord } from '../policy/nearest-word.ts';
import type { Role } from './situation.ts';

export type CommandName =
  | 'help'
  | 'status'
  | 'plan'
  | 'approve'
  | 'retry'
  | 'pause'
  | 'resume'
  | 'stop'
  | 'take'
  | 'give'
  | 'override'
  | 'rollback'
  | 'ask'
  | 'explain'
  | 'refactor'
  | 'test'
  | 'task';

export type CommandRow = {
  readonly name: CommandName;
  readonly usage: string;
  readonly right: Role;
  readonly built: 'yes' | 'not yet';
  readonly does: string;
};

export const commands: readonly CommandRow[] = [
  { name: 'help', usage: 'help', right: 'read', built: 'yes', does: 'lists the commands that you may run' },
  {
    name: 'status',
    usage: 'status',
    right: 'read',
    built: 'yes',
    does: 'says where the task stands and what it waits for',
  },
  {
    name: 'retry',
    usage: 'retry [guidance]',
    right: 'write',
    built: 'yes',
    does: 'lets a held task go on; after the last attempt it grants one more. Words after it are given to the agent',
  },
  {
    name: 'plan',
    usage: 'plan [guidance]',
    right: 'write',
    built: 'yes',
    does: 'shows the task specification; with words behind it, has another one drafted, until something is published',
  },
  {
    name: 'approve',
    usage: 'approve',
    right: 'write',
    built: 'yes',
    does: 'says yes to the plan or the patch that waits for it, exactly as it was shown',
  },
  {
    name: 'stop',
    usage: 'stop',
    right: 'write',
    built: 'yes',
    does: 'cancels the task: closes its pull request, keeps its branch',
  },
  { name: 'pause', usage: 'pause', right: 'write', built: 'not yet', does: 'lets the task rest' },
  { name: 'resume', usage: 'resume', right: 'write', built: 'not yet', does: 'ends a pause' },
  {
    name: 'take',
    usage: 'take [generate|execute|review]',
    right: 'write',
    built: 'not yet',
    does: 'a person takes over a role',
  },
  { name: 'give', usage: 'give [role]', right: 'write', built: 'not yet', does: 'hands a role back' },
  {
    name: 'override',
    usage: 'override <gate> <rationale>',
    right: 'write',
    built: 'not yet',
    does: 'passes one gate at one head, with a reason',
  },
  {
    name: 'rollback',
    usage: 'rollback <rationale>',
    right: 'write',
    built: 'not yet',
    does: 'reverts what Cadence merged',
  },
  {
    name: 'ask',
    usage: 'ask <question>',
    right: 'write',
    built: 'yes',
    does: 'asks Sidekick about the code; the answer cites files and lines',
  },
  {
    name: 'explain',
    usage: 'explain',
    right: 'write',
    built: 'yes',
    does: 'on a line of a diff: Sidekick explains it',
  },
  {
    name: 'refactor',
    usage: 'refactor <what>',
    right: 'write',
    built: 'yes',
    does: 'on a line of a diff: Sidekick suggests how to write it better, and a task that does it',
  },
  {
    name: 'test',
    usage: 'test',
    right: 'write',
    built: 'yes',
    does: 'on a line of a diff: Sidekick suggests a test for it, and a task that writes it',
  },
  {
    name: 'task',
    usage: 'task <title>',
    right: 'write',
    built: 'yes',
    does: 'makes a new issue from this comment',
  },
];

/** Whether the command means nothing without words behind it: `<…>` in its usage says so. */
export function needsWords(row: CommandRow): boolean {
  return row.usage.includes('<');
}

/** Commands that are about the line on which they stand. */
export const lineCommands: ReadonlySet<CommandName> = new Set(['explain', 'refactor', 'test']);

export type ParsedCommand =
  | { readonly kind: 'command'; readonly row: CommandRow; readonly words: VisibleText }
  | { readonly kind: 'unknown'; readonly typed: string; readonly suggestion: CommandName | null };

/**
 * Reads the first line, which nothing can quote or hide; null where it is no command of ours. Only plain ASCII spaces
 * part the words, and of these counts what a page shows.
 */
export function parseCommand(body: string): ParsedCommand | null {
  const first = body.split(/\r?\n/, 1)[0] ?? '';
  const match = /^ {0,3}\/cadence(?:[ \t]+(.*))?$/.exec(first);
  if (!match) return null;
  const rest = (match[1] ?? '').trim();
  if (rest === '') return { kind: 'unknown', typed: '', suggestion: 'help' };
  const [word = '', ...words] = rest.split(/[ \t]+/);
  const row = commands.find((command) => command.name === word);
  if (row) return { kind: 'command', row, words: visibleText(words.join(' ')) };
  return {
    kind: 'unknown',
    typed: word.slice(0, 40),
    suggestion: nearestWord(
      word,
      commands.map(({ name }) => name),
    ),
  };
}
