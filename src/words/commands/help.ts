import { commands } from '../../task/command.ts';
import { mayAct } from '../../task/situation.ts';
import type { CommandWords } from './reply-words.ts';
import { usage } from './usage.ts';

/** The commands that this person may run. */
export const help: CommandWords = {
  done: ({ viewerRole }) => {
    const mine = commands.filter(({ right }) => mayAct(viewerRole, right));
    const now = mine.filter(({ built }) => built === 'yes').map((row) => `- ${usage(row)}: ${row.does}`);
    const later = mine.filter(({ built }) => built === 'not yet').map(({ name }) => `\`${name}\``);
    const parts = [
      'Start a comment with one of these (one command per comment):',
      now.join('\n'),
      later.length > 0 ? `Not available yet: ${later.join(', ')}.` : null,
    ];
    return parts.filter((part) => part !== null).join('\n\n');
  },
};
