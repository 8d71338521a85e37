/**
 * Reads a command: the first line of a comment, outside quotes and code; one a comment. The commands themselves are
 * files of task/commands.
 */
import type { CommandRow } from './commands/shared/command-file.ts';
import { commandFiles } from './commands/list.ts';
import type { CommandName } from './commands/shared/names.ts';

/** The table of commands, as the help and the documentation print it. */
export const commands: readonly CommandRow[] = commandFiles.map(({ row }) => row);

export type ParsedCommand =
  | { readonly kind: 'command'; readonly row: CommandRow; readonly words: string }
  | { readonly kind: 'unknown'; readonly typed: string; readonly suggestion: CommandName | null };

/** Null where a comment is no command of ours. */
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
  if (row) return { kind: 'command', row, words: words.join(' ') };
  return { kind: 'unknown', typed: word.slice(0, 40), suggestion: nearest(word) };
}

function nearest(word: string): CommandName | null {
  let best: { name: CommandName; distance: number } | null = null;
  for (const { name } of commands) {
    const distance = editDistance(word.slice(0, 40), name);
    if (distance <= 2 && (best === null || distance < best.distance)) best = { name, distance };
  }
  return best?.name ?? null;
}

function editDistance(left: string, right: string): number {
  let row = Array.from({ length: right.length + 1 }, (_, column) => column);
  for (let i = 1; i <= left.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= right.length; j += 1) {
      const swap = (row[j - 1] ?? 0) + (left[i - 1] === right[j - 1] ? 0 : 1);
      next.push(Math.min(swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[right.length] ?? 0;
}
