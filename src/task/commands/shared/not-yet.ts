import { refuseCommand, unchanged, type CommandFile, type CommandRow } from './command-file.ts';
import type { CommandName } from './command-names.ts';

/** A command that people can read about and not use yet. */
export function notYet<N extends CommandName>(row: Omit<CommandRow<N>, 'built'>): CommandFile<N> {
  return {
    row: { ...row, built: 'not yet' },
    judge: () => refuseCommand('not-built'),
    needs: null,
    fold: unchanged,
  };
}
