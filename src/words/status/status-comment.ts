/**
 * The one comment on an issue that says where its task stands, edited in place: the verdict first, then what to do, the
 * assertion that failed, the facts, and the phases last. Its first line is hidden and holds a key: while the key is the
 * same, people would learn nothing new, and the comment is left alone.
 */
import { branchOf, workOf, type Active, type Task } from '../../task/task.ts';
import { stageOf } from '../../task/transitions.ts';
import { codeSpan, fenced } from '../code.ts';
import { maxShown } from '../concerns.ts';
import {
  attemptsSentence,
  costSentence,
  evidenceOf,
  failedNames,
  flakyNames,
  proofOf,
  proofSentence,
  reviewSentence,
  standing,
  testsSentence,
  verdictOf,
} from '../facts.ts';
import { quoted } from '../neutralise.ts';
import { pastAttempts } from './past-attempts.ts';
import { phaseBar } from './phase-bar.ts';
import { firstFailure } from '../run/first-failure.ts';
import { stateWords } from './state-words.ts';

export type StatusWords = {
  readonly task: Task;
  readonly branch: string;
  /** What was said about the failure or the hold, by a tool or a model; null: nothing, or it was not read. */
  readonly explained: string | null;
};

export function statusComment({ task, branch, explained }: StatusWords): string {
  const { mark, heading, todo, why } = stateWords(task);
  const said = isExplainable(task) ? explained : null;
  const failure = said === null ? null : failureIn(task, said);
  const parts = [
    `${marker}${task.id} ${keyFor(task, explained)} -->\n### ${mark} ${heading}`,
    todo?.isUrgent ? alert(todo.text) : null,
    why,
    failure && fenced(failure, 2_000, 'text'),
    todo && !todo.isUrgent ? todo.text : null,
    said === null ? null : explanation(task, said, failure === null ? 'open' : 'folded'),
    facts(task, branch),
    `<sub>${phaseBar(task.state)}</sub>`,
    '<sub>Cadence keeps this comment up to date. For the commands, comment `/cadence help`.</sub>',
  ];
  return parts.filter((part) => part !== null && part !== '').join('\n\n');
}

/** GitHub shows it as a box of its own. */
function alert(text: string): string {
  return `> [!IMPORTANT]\n> ${text}`;
}

/** The assertion that failed, where the last attempt failed its tests. */
function failureIn({ state, attempts: { past } }: Task, explained: string): string | null {
  const active = standing(state);
  const isRed = active?.phase === 'Execute' && active.work.learned?.why === 'red';
  return isRed ? firstFailure(explained, past.at(-1)?.failed ?? []) : null;
}

/** Changes exactly when what people must know changes. The end is told once: sealing the record tells nobody more. */
export function statusKey(task: Task): string {
  const { state, generation, attempts } = task;
  const over = state.phase === 'Meta' || (state.phase === 'Record' && state.done);
  if (over) return `${generation}:done`;
  const reason = state.phase === 'Held' || state.phase === 'Cancelled' ? `:${state.reason}` : '';
  const back = state.phase === 'Held' ? `:${stageOf(state.resumeAt)}` : '';
  // Other questions, another plan: the same place, and news all the same.
  const words = state.phase === 'Held' && state.explained ? `:${state.explained.slice(0, 8)}` : '';
  return `${generation}:${stageOf(state)}:${attempts.used}${reason}${back}${words}`;
}

/** The key in a status comment of ours; null where the text is none. */
export function statusKeyIn(body: string): string | null {
  return /^<!-- cadence:status \S+ (\S+) -->/.exec(body)?.[1] ?? null;
}

const marker = '<!-- cadence:status ';

/** A comment that lacks a text which the task has is not finished: its key is no task's, so it is brought up to date later. */
function keyFor(task: Task, explained: string | null): string {
  return isExplainable(task) && explained === null ? `${statusKey(task)}:unread` : statusKey(task);
}

/** While a task is held or tries again, people want to read why. A review's findings stand on the pull request. */
function isExplainable({ state }: Task): boolean {
  if (state.phase === 'Held' && state.explained) return state.explained !== findingsAt(state.resumeAt);
  const active = state.phase === 'Held' ? state.resumeAt : state;
  if (active.phase !== 'Execute' || !active.work.learned?.explained) return false;
  return active.work.learned.why !== 'rejected';
}

function findingsAt(state: Active): string | null {
  const learned = workOf(state)?.learned;
  return learned?.why === 'rejected' ? learned.explained : null;
}

function explanation(task: Task, explained: string, fold: 'open' | 'folded'): string {
  const reason = task.state.phase === 'Held' ? task.state.reason : null;
  if (reason === 'questions') return quoted(explained, 4_000);
  if (reason === 'plan-approval') return quoted(explained, 20_000);
  if (reason === 'change-approval') return fenced(explained, maxShown, 'diff');
  const isShort = explained.length <= 600 && explained.split('\n').length <= 12;
  const open = isShort && fold === 'open' ? ' open' : '';
  return `<details${open}>\n<summary>Details</summary>\n\n${fenced(explained, 8_000, 'text')}\n\n</details>`;
}

function facts(task: Task, branch: string): string {
  const { state } = task;
  const active = standing(state);
  const lines: [string, string | null][] = [
    [
      'Attempts',
      task.attempts.granted > 0 ? attemptsSentence(task) + pastAttempts(task.attempts.past) : null,
    ],
    ...(active ? shown(active) : []),
    // A pull request that is only expected has no number yet; its branch already has a name.
    ['Pull request', task.pull && task.pull.number > 0 ? `#${task.pull.number}` : null],
    ['Branch', branchLine(task, branch)],
    ['Merged as', active && 'mergeSha' in active ? active.mergeSha : null],
    ['Cost', costSentence(task.spent)],
  ];
  return lines.flatMap(([name, value]) => (value === null ? [] : [`- **${name}:** ${value}`])).join('\n');
}

function shown(state: Active): [string, string | null][] {
  const proof = proofOf(state);
  const evidence = evidenceOf(state);
  const verdict = verdictOf(state);
  const names = proof?.kind === 'proof' ? `: ${failedNames(proof.proof)}` : '';
  return [
    ['Proof', proof && `${proofSentence(proof, 'page')}${names}`],
    ['Tests', evidence && `${testsSentence(evidence, 'page')}${flakyNames(evidence)}`],
    ['Review', verdict && reviewSentence(verdict, 'page')],
  ];
}

function branchLine({ state, pull }: Task, branch: string): string | null {
  const { phase } = state;
  if (phase === 'Record' || phase === 'Meta') return null;
  const known = branchOf(state);
  if (known && /^[0-9a-f]{40}$/.test(known.headSha)) return `${codeSpan(branch)} at ${known.headSha}`;
  return known || pull ? codeSpan(branch) : null;
}
