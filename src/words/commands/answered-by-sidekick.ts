import { sidekickReply } from '../sidekick-reply.ts';
import type { CommandWords, ReplyWords } from './reply-words.ts';
import { nameOf } from './usage.ts';

/** The commands that Sidekick answers: `ask`, `explain`, `refactor`, `test`. */
export const sidekick: CommandWords = {
  done: ({ sidekick: answer }) =>
    answer ? sidekickReply(answer) : 'The answer was erased before it could be posted.',
};

export const sidekickRefusals = {
  'not-on-a-line': ({ command }: ReplyWords) =>
    `${nameOf(command)} is about a line of a diff. Open the files of the pull request, comment on the line, and start that comment with the command.`,
  'no-model': ({ command }: ReplyWords) =>
    `${nameOf(command)} needs a model, and this installation of Cadence has none. The people who run it can configure one.`,
  'model-unavailable': () =>
    'No answer: the model could not be reached. The task goes on without it. To try again later, post the command in a new comment.',
  'task-budget': () =>
    'No answer: the model budget of this task has no room for one. Raise `limits` in the policy, then post the command again in a new comment.',
  'day-budget': () =>
    "No answer: today's model budget of this repository has no room for one. Post the command again tomorrow (UTC), in a new comment.",
  'no-price': () =>
    'No answer: the policy limits what models may cost, and this model has no known price. Add one under `agents.profiles` in the policy.',
  'no-answer': () =>
    'No answer: the model sent nothing that can be used. The task goes on without it. To try again, perhaps in other words, post the command in a new comment.',
  unreadable: () => 'No answer: the files of the repository could not be read. The task goes on without it.',
};
