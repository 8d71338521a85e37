import { parseCommand } from '../../task/command.ts';
import type { Comment } from '../../task/situation.ts';

/** A command's own words, and what follows its line in the comment. */
export function wordsOf({ body }: Pick<Comment, 'body'>): { readonly line: string; readonly rest: string } {
  const command = parseCommand(body);
  const rest = body.split(/\r?\n/).slice(1).join('\n');
  return { line: command?.kind === 'command' ? command.words : '', rest };
}
