/** The one list of commands. A name without its file does not compile. */
import { approve } from './approve.ts';
import { ask } from './ask.ts';
import { explain } from './explain.ts';
import { give } from './give.ts';
import { help } from './help.ts';
import { override } from './override.ts';
import { pause } from './pause.ts';
import { plan } from './plan.ts';
import { refactor } from './refactor.ts';
import { resume } from './resume.ts';
import { retry } from './retry.ts';
import { rollback } from './rollback.ts';
import { status } from './status.ts';
import { stop } from './stop.ts';
import { take } from './take.ts';
import { task } from './task.ts';
import { test } from './test.ts';
import type { CommandFile } from './shared/command-file.ts';
import { commandNames, type CommandName } from './shared/command-names.ts';

const files: { readonly [N in CommandName]: CommandFile<N> } = {
  help,
  status,
  retry,
  plan,
  approve,
  stop,
  pause,
  resume,
  take,
  give,
  override,
  rollback,
  ask,
  explain,
  refactor,
  test,
  task,
};

export const commandFiles: readonly CommandFile[] = commandNames.map((name) => files[name]);

export function commandFile(name: CommandName): CommandFile {
  return files[name];
}
