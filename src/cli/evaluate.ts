import { evaluate } from '../compose/evaluate.ts';
import { openReader } from '../store/sqlite/open-reader.ts';
import { evaluationSentence } from '../words/evaluation.ts';
import { parseIssue } from './shared/parse-issue.ts';
import { printJson, printSentences, say } from './shared/print.ts';
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
  else printSentences(evaluationSentence({ ...found, name: read.words[0] ?? '' }));
  return 0;
}
