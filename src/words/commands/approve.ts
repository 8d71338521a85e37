import { stateSentence } from '../status/state-sentence.ts';
import type { CommandWords, ReplyWords } from './reply-words.ts';

export const approve: CommandWords = { done: 'silent' };

export const approveRefusals = {
  'nothing-to-approve': ({ task }: ReplyWords) => `Nothing is waiting for approval. ${stateSentence(task)}`,
  'approved-unseen': () =>
    'What needs approval was shown after this comment. Read it in the status comment, then post the command again in a new comment.',
};
