import { stateSentence } from '../status/state-sentence.ts';
import type { CommandWords, ReplyWords } from './reply-words.ts';

export const retry: CommandWords = { done: 'silent' };

export const retryRefusals = {
  'not-held': ({ task }: ReplyWords) =>
    `Nothing to retry: the task is not waiting for anyone. ${stateSentence(task)}`,
};
