import { refuseCommand, unchanged, type CommandFile, type CommandRow } from './command-file.ts';
import { judgePrepared } from './judge-prepared.ts';
import type { CommandName } from './command-names.ts';

/** A command that Sidekick answers, about the line of a diff on which its comment stands. */
export function aboutALine<N extends CommandName>(
  row: Pick<CommandRow<N>, 'name' | 'usage' | 'does'>,
  wording: 'required' | 'none',
): CommandFile<N> {
  return {
    row: { ...row, right: 'write', built: 'yes' },
    judge: (asked) =>
      asked.comment.on === 'line' ? judgePrepared(asked, 'consult', wording) : refuseCommand('not-on-a-line'),
    needs: 'consult',
    fold: unchanged,
  };
}
