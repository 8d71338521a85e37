import { randomUUID } from 'node:crypto';
import { openReader } from '../store/sqlite/open-reader.ts';
import { deliver } from './shared/deliver.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments } from './shared/read-arguments.ts';
import { settingsOrSay } from './shared/settings-or-say.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('replay', argv, { json: 'flag' }, { least: 1, most: 1 });
  if (read.kind === 'exit') return read.code;
  const settings = settingsOrSay();
  if (!settings) return 2;
  const opened = await openReader({ dir: settings.dataDir });
  if (opened.kind === 'refused') {
    say(`${opened.message}.`);
    return 2;
  }
  const [wanted = ''] = read.words;
  const stored = await opened.reader.inbox.read(wanted);
  await opened.reader.close();
  if (!stored) {
    say(`There is no delivery ${wanted.slice(0, 100)} here: they are kept for a week after they were read.`);
    return 1;
  }
  // Under a name of its own: one that was processed is not processed again.
  const id = `${stored.id.slice(0, 60)}-again-${randomUUID().slice(0, 8)}`;
  const { event, action, payload } = stored;
  const delivered = await deliver(settings, { id, event, action, payload, receivedAt: Date.now() });
  if (delivered.kind === 'refused') {
    say(`${delivered.message}.`);
    return 1;
  }
  if (read.options.json) printJson({ delivery: id, of: stored.id, to: delivered.to });
  else printSentences(`${event}${action ? `.${action}` : ''} is in the inbox again, as ${id}.`);
  return 0;
}
