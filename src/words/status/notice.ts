/** The short comment that mentions whose move it is: the status comment is only edited, and an edit notifies nobody. */
import type { HoldReason } from '../../task/hold-reasons.ts';
import type { Task } from '../../task/task.ts';
import { holdSentence } from './hold-sentence.ts';
import { holdTitle } from './state-words.ts';

export type NoticeWords = {
  readonly task: Pick<Task, 'id' | 'attempts'>;
  readonly reason: HoldReason;
  /** Version of the entry that held the task: one notice a hold. */
  readonly hold: number;
  /** Logins of people. */
  readonly people: readonly string[];
};

export function notice({ task, reason, hold, people }: NoticeWords): string {
  return [
    `<!-- cadence:notice ${task.id} ${hold} -->`,
    `✋ ${people.map(mention).join(' ')} **Needs you: ${holdTitle(task, reason)}.**`,
    '',
    `${holdSentence(reason).wayOut} The status comment on this issue has the details.`,
  ].join('\n');
}

/** The only mention that Cadence ever makes. Nothing but a login gets through. */
function mention(login: string): string {
  if (!/^[a-z\d][a-z\d_-]*$/i.test(login)) throw new Error('only a login can be mentioned');
  return `@${login}`;
}
