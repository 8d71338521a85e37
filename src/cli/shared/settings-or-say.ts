import { processEnv, readEnv, type ServerSettings } from '../../env/settings.ts';
import { say } from './print.ts';

/** The settings of the server that a command speaks for; null after it was said why there are none. */
export function settingsOrSay(): ServerSettings | null {
  const read = readEnv(processEnv());
  for (const warning of read.warnings) say(warning);
  if (read.kind === 'app') return read.settings;
  if (read.kind === 'set-up')
    say('APP_ID, PRIVATE_KEY and WEBHOOK_SECRET are not set. `npm start` helps you to make them.');
  else for (const problem of read.problems) say(problem);
  return null;
}
