/** What `cadence evaluate` found: where a task is, and what would be done next. */
import { holdReasons } from '../task/hold-reasons.ts';
import type { Step } from '../task/step.ts';
import { cancelSentence } from './status/cancel-sentence.ts';
import { holdSentence } from './status/hold-sentence.ts';
import { stepWords } from './step-words.ts';
import { waitSentence } from './wait-sentence.ts';

export type EvaluationWords = {
  /** `owner/repo#7`, as it was asked for. */
  readonly name: string;
  /** Null: there is no task yet. */
  readonly task: string | null;
  readonly phase: string;
  readonly held: string | null;
  /** The step of an effect whose outcome is not known. */
  readonly open: string | null;
  readonly next: Step;
};

export function evaluationSentence(words: EvaluationWords): string {
  const { open, next } = words;
  const first =
    open === null ? '' : ` First it checks on GitHub whether it did this: ${stepWords(open).act}.`;
  return `${stateOf(words)}${first} Next: ${nextWords(next)}.`;
}

function stateOf({ name, task, phase, held }: EvaluationWords): string {
  if (task === null) return `${name} is not a task yet.`;
  const reason = holdReasons.find((known) => known === held);
  if (!reason) return `${task} is in the phase ${phase}.`;
  const { title, why } = holdSentence(reason);
  return `${task} needs a person: ${title}. ${why}`;
}

/** The step, and what it goes by; without a full stop. */
function nextWords(step: Step): string {
  const { act } = stepWords(step.kind);
  switch (step.kind) {
    case 'wait': {
      const { events, dueAt } = step.until;
      const at = dueAt === null ? '' : `, and at ${new Date(dueAt).toISOString()}`;
      return `wait: ${waitSentence(step.why)}. It looks again on ${events.join(', ')}${at}`;
    }
    case 'answer':
    case 'consult':
    case 'openIssue': {
      const { command, comment } = step;
      const typed = command.kind === 'command' ? command.row.name : command.typed;
      return `${act} (/cadence ${typed} by ${comment.author.login})`;
    }
    case 'hold':
    case 'release':
      return `${act}: ${holdSentence(step.reason).title}`;
    case 'cancel':
      return `${act}. ${cancelSentence(step.reason, step.by).title}`;
    case 'readTests':
      return `${act} (run ${step.runId})`;
    case 'buildPatch':
      return step.part === 'tests' ? 'write the tests' : 'write the change';
    default:
      return act;
  }
}
