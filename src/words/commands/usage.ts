import type { ParsedCommand } from '../../task/command.ts';
import type { CommandRow } from '../../task/commands/shared/command-file.ts';

/** The command as it is typed, as code. */
export function usage(row: Pick<CommandRow, 'usage'>): string {
  return `\`/cadence ${row.usage}\``;
}

export function usageOf(command: ParsedCommand): string {
  return command.kind === 'command' ? usage(command.row) : '`/cadence`';
}

/** The command without its words, as code. */
export function nameOf(command: ParsedCommand): string {
  return command.kind === 'command' ? usage({ usage: command.row.name }) : '`/cadence`';
}
