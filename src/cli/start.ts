import { randomUUID } from 'node:crypto';
import { deliver } from './shared/deliver.ts';
import { parseIssue } from './shared/parse-issue.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { settingsOrSay } from './shared/settings-or-say.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('start', argv, { json: 'flag' }, { least: 1, most: 1 });
  if (read.kind === 'exit') return read.code;
  const [name = ''] = read.words;
  const key = parseIssue(name);
  if (!key) return wrong('start', `"${name}" is not OWNER/REPO#ISSUE`).code;
  const settings = settingsOrSay();
  if (!settings) return 2;
  // The hint that GitHub gives when a label is put on; whether there is a label, GitHub itself is asked.
  const payload = JSON.stringify({
    action: 'labeled',
    repository: { full_name: key.repo },
    issue: { number: key.issue },
    label: { name: 'cadence' },
    sender: null,
  });
  const id = `cadence-start-${randomUUID()}`;
  const delivered = await deliver(settings, {
    id,
    event: 'issues',
    action: 'labeled',
    payload,
    receivedAt: Date.now(),
  });
  if (delivered.kind === 'refused') {
    say(`${delivered.message}.`);
    return 1;
  }
  const sentence =
    delivered.to === 'server'
      ? `The server looks at ${name} now.`
      : `No server runs: the next one to start looks at ${name} first.`;
  if (read.options.json) printJson({ delivery: id, to: delivered.to });
  else printSentences(sentence);
  return 0;
}
