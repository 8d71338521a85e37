import { waitSentence } from '../words/wait-sentence.ts';
import { evaluate } from '../compose/evaluate.ts';
import type { Preview } from '../engine/preview.ts';
import { openReader } from '../store/sqlite/open-reader.ts';
import { parseIssue } from './shared/parse-issue.ts';
import { printJson, printResult, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { settingsOrSay } from './shared/settings-or-say.ts';

export async function run(argv: string[]): Promise<number> {
  const read = readArguments('evaluate', argv, { json: 'flag' }, { least: 1, most: 1 });
  if (read.kind === 'exit') return read.code;
  const key = parseIssue(read.words[0] ?? '');
  if (!key) return wrong('evaluate', `"${read.words[0] ?? ''}" is not OWNER/REPO#ISSUE`).code;
  const settings = settingsOrSay();
  if (!settings) return 2;
  const opened = await openReader({ dir: settings.dataDir });
  if (opened.kind === 'refused' && opened.reason !== 'missing') {
    say(`${opened.message}.`);
    return 2;
  }
  // No database yet: no task is known, and that is an answer too.
  const reader = opened.kind === 'opened' ? opened.reader : null;
  const found = await evaluate(settings, reader, key, Date.now);
  await reader?.close();
  if (found.kind === 'refused') {
    say(`${found.message}.`);
    return 1;
  }
  if (read.options.json) printJson(found);
  else printResult(sentences(read.words[0] ?? '', found));
  return 0;
}

function sentences(
  name: string,
  { task, phase, held, open, next }: Extract<Preview, { kind: 'evaluated' }>,
): string {
  const stands = task ? `${task} stands in ${phase}${held ? ` (${held})` : ''}.` : `${name} is no task yet.`;
  const first = open ? ` First it would be found out what became of ${open}.` : '';
  return `${stands}${first} Next: ${describe(next).replace(/\.?$/, '.')}`;
}

function describe(step: Extract<Preview, { kind: 'evaluated' }>['next']): string {
  const { kind, ...rest } = step;
  if (step.kind === 'wait') {
    const until = step.until.dueAt === null ? '' : `, or at ${new Date(step.until.dueAt).toISOString()}`;
    return `wait for ${step.until.events.join(', ')}${until}. ${waitSentence(step.why)}`;
  }
  if (step.kind === 'answer') {
    const { command, comment } = step;
    const name = command.kind === 'command' ? command.row.name : command.typed;
    return `answer /cadence ${name} of ${comment.author.login}`;
  }
  const data = Object.entries(rest).map(([field, value]) => `${field} ${String(value)}`);
  return data.length > 0 ? `${kind} (${data.join(', ')})` : kind;
}
