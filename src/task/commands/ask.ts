import { unchanged, type CommandFile } from './shared/command-file.ts';
import { judgePrepared } from './shared/judge-prepared.ts';

export const ask: CommandFile<'ask'> = {
  row: {
    name: 'ask',
    usage: 'ask <question>',
    right: 'write',
    built: 'yes',
    does: 'asks Sidekick about the code; the answer cites files and lines',
  },
  judge: (asked) => judgePrepared(asked, 'consult', 'required'),
  needs: 'consult',
  fold: unchanged,
};
