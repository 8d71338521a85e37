import type { CommandWords } from './reply-words.ts';

export const task: CommandWords = {
  asksFor: 'a title',
  done: ({ task: { answers }, comment }) => {
    const made = answers.prepared.get(comment);
    if (made?.kind !== 'issue') return null;
    return `Opened #${made.issue}. It has no label yet: add one to have Cadence work on it.`;
  },
};

export const taskRefusals = {
  'issue-refused': () =>
    'GitHub refused to open the issue. Check that issues are enabled in this repository and that the app may write them, then post the command again in a new comment.',
};
