import { evaluate, type Evaluation } from '../compose/evaluate.ts';
import { openReader } from '../store/sqlite/open-reader.ts';
import { holdReasons } from '../task/hold-reasons.ts';
import type { Step } from '../task/step.ts';
import { cancelSentence } from '../words/cancel-sentence.ts';
import { holdSentence } from '../words/hold-sentence.ts';
import { stepWords } from '../words/step-words.ts';
import { waitSentence } from '../words/wait-sentence.ts';
import { parseIssue } from './shared/parse-issue.ts';
import { printJson, printSentences, say } from './shared/print.ts';
import { readArguments, wrong } from './shared/read-arguments.ts';
import { settingsOrSay } from './shared/settings-or-say.ts';

type Evaluated = Extract<Evaluation, { kind: 'evaluated' }>;

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
  else printSentences(sentences(read.words[0] ?? '', found));
  return 0;
}

function sentences(name: string, { task, phase, held, open, next }: Evaluated): string {
  const first = open === null ? '' : ` First: find out whether GitHub did this: ${stepWords(open).act}.`;
  return `${stateOf(name, { task, phase, held })}${first} Next: ${nextWords(next)}.`;
}

function stateOf(name: string, { task, phase, held }: Pick<Evaluated, 'task' | 'phase' | 'held'>): string {
  if (task === null) return `${name} is not a task yet.`;
  const reason = holdReasons.find((known) => known === held);
  return reason ? `${task} needs a person: ${holdSentence(reason).why}` : `${task} is in the phase ${phase}.`;
}

/** The step, and what it goes by. */
function nextWords(step: Step): string {
  switch (step.kind) {
    case 'wait': {
      const { events, dueAt } = step.until;
      const at = dueAt === null ? '' : `, or until ${new Date(dueAt).toISOString()}`;
      return `wait while ${waitSentence(step.why)}. It wakes on ${events.join(', ')}${at}`;
    }
    case 'answer':
    case 'consult':
    case 'openIssue': {
      const { command, comment } = step;
      const typed = command.kind === 'command' ? command.row.name : command.typed;
      return `${stepWords(step.kind).act} (/cadence ${typed} by ${comment.author.login})`;
    }
    case 'hold':
      return `stop and ask for a person. ${holdSentence(step.reason).why.replace(/\.$/, '')}`;
    case 'release':
      return `go on, because this is settled: ${holdSentence(step.reason).why.replace(/\.$/, '')}`;
    case 'cancel':
      return `cancel the task. ${cancelSentence(step.reason, step.by).replace(/\.$/, '')}`;
    case 'readTests':
      return `${stepWords(step.kind).act} (run ${step.runId})`;
    case 'buildPatch':
      return step.part === 'tests' ? 'write the tests' : 'write the change';
    default:
      return stepWords(step.kind).act;
  }
}
