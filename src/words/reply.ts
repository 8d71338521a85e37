/** The one answer to a command, where it needs words. A reaction alone answers what was simply done. */
import type { Judgement } from '../task/commands/shared/command-file.ts';
import type { CommandName } from '../task/commands/shared/command-names.ts';
import { commandWords } from './commands/command-words.ts';
import { refusal } from './commands/refused-command.ts';
import type { ReplyWords } from './commands/reply-words.ts';

export function isReplyDue({ result }: Judgement, command: CommandName | 'unknown'): boolean {
  return result === 'refused' || command === 'unknown' || commandWords[command].done !== 'silent';
}

/** Null where no reply is due. */
export function reply(words: ReplyWords): string | null {
  const { judgement } = words;
  const text = judgement.result === 'refused' ? refusal(judgement.reason, words) : answer(words);
  return text === null ? null : `<!-- cadence:reply ${words.comment} -->\n${text}`;
}

function answer(words: ReplyWords): string | null {
  const { command } = words;
  if (command.kind !== 'command') return null;
  const { done } = commandWords[command.row.name];
  return done === 'silent' ? null : done(words);
}
