/** The words of every command. A command without its words does not compile. */
import type { CommandName } from '../../task/commands/shared/command-names.ts';
import { approve } from './approve.ts';
import { ask } from './ask.ts';
import { help } from './help.ts';
import { plan } from './plan.ts';
import { refactor } from './refactor.ts';
import type { CommandWords } from './reply-words.ts';
import { retry } from './retry.ts';
import { sidekick } from './answered-by-sidekick.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { task } from './task.ts';

const notBuilt: CommandWords = { done: () => null };

export const commandWords: { readonly [N in CommandName]: CommandWords } = {
  help,
  status,
  retry,
  plan,
  approve,
  stop,
  pause: notBuilt,
  resume: notBuilt,
  take: notBuilt,
  give: notBuilt,
  override: notBuilt,
  rollback: notBuilt,
  ask,
  explain: sidekick,
  refactor,
  test: sidekick,
  task,
};
