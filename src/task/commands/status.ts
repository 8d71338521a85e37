import { accept, unchanged, type CommandFile } from './shared/command-file.ts';

export const status: CommandFile<'status'> = {
  row: {
    name: 'status',
    usage: 'status',
    right: 'read',
    built: 'yes',
    does: 'says where the task stands and what it waits for',
  },
  judge: accept,
  needs: null,
  fold: unchanged,
};
