import { accept, unchanged, type CommandFile } from './shared/command-file.ts';

export const help: CommandFile<'help'> = {
  row: {
    name: 'help',
    usage: 'help',
    right: 'read',
    built: 'yes',
    does: 'lists the commands that you can run',
  },
  judge: accept,
  needs: null,
  fold: unchanged,
};
