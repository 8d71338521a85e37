import { aboutALine } from './shared/about-a-line.ts';

export const explain = aboutALine(
  {
    name: 'explain',
    usage: 'explain',
    does: 'on a line of a diff: Sidekick explains it',
  },
  'none',
);
