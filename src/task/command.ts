/**
 * Reads a command: the first line of a comment, outside quotes and code; one a comment. The commands themselves are
 * files of task/commands.
 */
import { visibleText, type VisibleText } from '../markdown/visible.ts';
import { nearestWord } from '../policy/nearest-word.ts';
import type { CommandRow } from './commands/shared/command-file.ts';
import { commandFiles } from './commands/command-files.ts';
import type { CommandName } from './commands/shared/command-names.ts';

/** The table of commands, as the help and the documentation print it. */
export const commands: readonly CommandRow[] = commandFiles.map(({ row }) => row);

export type ParsedCommand =
  | { readonly kind: 'command'; readonly row: CommandRow; readonly words: VisibleText }
  | { readonly kind: 'unknown'; readonly typed: string; readonly suggestion: CommandName | null };

/** Null where a comment is no command of ours. Nothing can quote or hide its first line. */
export function parseCommand(body: string): ParsedCommand | null {
  return parseCommandLine(firstLine(body));
}

/** The line of a comment that may hold a command. */
function firstLine(body: string): string {
  return body.split(/\r?\n/, 1)[0] ?? '';
}

/** Only plain ASCII spaces part the words. */
function parseCommandLine(line: string): ParsedCommand | null {
  const match = /^ {0,3}\/cadence(?:[ \t]+(.*))?$/.exec(line);
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
