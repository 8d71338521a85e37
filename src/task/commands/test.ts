import { aboutALine } from './shared/about-a-line.ts';

export const test = aboutALine(
  {
    name: 'test',
    usage: 'test',
    does: 'on a line of a diff: Sidekick suggests a test for it, and a task that writes it',
  },
  'none',
);
