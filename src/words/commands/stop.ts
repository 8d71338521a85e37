import type { CommandWords, ReplyWords } from './reply-words.ts';

export const stop: CommandWords = { done: 'silent' };

export const stopRefusals = {
  'is-over': ({ task }: ReplyWords) =>
    task.state.phase === 'Cancelled'
      ? 'This task has ended. To start over, remove the label and add it again.'
      : 'This task is merged: there is nothing left to stop or retry.',
  'merge-under-way': () =>
    'Too late to stop: the change is already merged. To undo it, revert the pull request on GitHub.',
};
