/** Why a command was not carried out, and what to do: one sentence for each reason. */
import type { RefusalReason } from '../../task/commands/shared/command-names.ts';
import { mayAct } from '../../task/situation.ts';
import { codeSpan } from '../code.ts';
import { approveRefusals } from './approve.ts';
import { commandWords } from './command-words.ts';
import { planRefusals } from './plan.ts';
import type { ReplyWords } from './reply-words.ts';
import { retryRefusals } from './retry.ts';
import { sidekickRefusals } from './answered-by-sidekick.ts';
import { stopRefusals } from './stop.ts';
import { taskRefusals } from './task.ts';
import { nameOf, usageOf } from './usage.ts';

export function refusal(reason: RefusalReason, words: ReplyWords): string {
  return refusals[reason](words);
}

const refusals: { readonly [R in RefusalReason]: (words: ReplyWords) => string } = {
  edited: () =>
    'This comment was edited, so Cadence does not act on it. Please post the command again in a new comment.',
  'unknown-command': ({ command }) => {
    const all = '`/cadence help` lists the commands.';
    if (command.kind !== 'unknown' || command.typed === '') return `Which command? ${all}`;
    const meant = command.suggestion ? ` Did you mean \`/cadence ${command.suggestion}\`?` : '';
    return `Cadence does not know ${codeSpan(command.typed, 40)}.${meant} ${all}`;
  },
  'no-right': ({ command, viewerRole }) =>
    command.kind === 'command' && mayAct(viewerRole, 'read')
      ? `${nameOf(command)} needs ${command.row.right} access to this repository, and you have ${viewerRole} access. \`/cadence help\` lists what you can run.`
      : 'Commands are for people who have access to this repository.',
  'not-built': ({ command }) =>
    `${nameOf(command)} is not available yet. \`/cadence help\` lists the commands that are.`,
  'no-words': ({ command }) => {
    const asksFor = command.kind === 'command' ? commandWords[command.row.name].asksFor : undefined;
    return `Add ${asksFor ?? 'more words'}: ${usageOf(command)}. Please post it again in a new comment.`;
  },
  'no-policy': ({ command }) =>
    `Nothing runs without a valid policy, ${nameOf(command)} included. Check that \`.github/cadence.yml\` on the default branch exists and is correct, then post the command again in a new comment.`,
  ...retryRefusals,
  ...stopRefusals,
  ...planRefusals,
  ...approveRefusals,
  ...sidekickRefusals,
  ...taskRefusals,
};
