import { aboutALine } from './shared/about-a-line.ts';

export const refactor = aboutALine(
  {
    name: 'refactor',
    usage: 'refactor <what>',
    does: 'on a line of a diff: Sidekick suggests a better way to write it, and a task that does it',
  },
  'required',
);
