import { unchanged, type CommandFile } from './shared/command-file.ts';
import { judgePrepared } from './shared/judge-prepared.ts';

export const task: CommandFile<'task'> = {
  row: {
    name: 'task',
    usage: 'task <title>',
    right: 'write',
    built: 'yes',
    does: 'opens a new issue from this comment',
  },
  judge: (asked) => judgePrepared(asked, 'openIssue', 'required'),
  needs: 'openIssue',
  fold: unchanged,
};
