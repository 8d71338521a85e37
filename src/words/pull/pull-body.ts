/**
 * The body of the pull request: what changes and why, both runs side by side, what the merge rests on, and what one can
 * do. It is a view of the task and kept up to date; nothing stands in it before it has happened.
 */
import type { Change } from '../../patch/change/change.ts';
import type { Spec } from '../../task/spec.ts';
import { headOf } from '../../task/gates/ground.ts';
import type { Active, Task } from '../../task/task.ts';
import { codeSpan } from '../code.ts';
import { hanging } from '../cut.ts';
import { evidenceOf, flakyNames, reviewSentence, standing, testsSentence, verdictOf } from '../facts.ts';
import { foreignMarkdown, quoted } from '../neutralise.ts';
import { filesTable } from './files-table.ts';
import { shortHash, withPullMarker } from './pull-marker.ts';
import { runsOf, runsTable } from './runs-table.ts';

export type PullWords = {
  readonly task: Task;
  readonly frozen: { readonly headline: string; readonly branch: string };
  readonly spec: Pick<Spec, 'goal' | 'acceptance'>;
  /** What is on the branch; null where it was erased. */
  readonly change: Change | null;
};

export function pullTitle({ headline }: Pick<PullWords['frozen'], 'headline'>): string {
  return headline;
}

/** A task whose pull request has something to show: work on a branch, not merged yet. */
export function pullWork({ state }: Pick<Task, 'state'>): AtWork | null {
  const active = standing(state);
  return active && 'work' in active && active.branch ? active : null;
}
type AtWork = Extract<Active, { readonly work: unknown }>;

/** Changes exactly when the body does; null where there is nothing to show. */
export function pullKey(task: Pick<Task, 'state' | 'attempts' | 'issue'>): string | null {
  const { attempts, issue } = task;
  const active = pullWork(task);
  if (!active?.branch) return null;
  const { branch } = active;
  const { proof, evidence, failed } = runsOf(active, attempts.past);
  const verdict = verdictOf(active);
  const shown = [issue, branch.tests?.fingerprint, branch.change?.fingerprint, proof, evidence, failed];
  return shortHash(JSON.stringify([...shown, verdict && reviewSentence(verdict, 'page')]));
}

/** The last line is the one closing keyword that Cadence writes. */
export function pullBody({ task, frozen, spec, change }: PullWords): string {
  const active = pullWork(task);
  const key = pullKey(task);
  if (!active || key === null) throw new Error('a pull request of a task without a branch');
  const acceptance = spec.acceptance.map((one) => hanging(`- ${foreignMarkdown(one.trim(), 1_000)}`));
  const parts = [
    `Cadence made this for #${task.issue}. The status comment there shows the progress.`,
    '### What changes',
    quoted(spec.goal, 6_000),
    acceptance.length > 0 ? `Done when:\n\n${acceptance.join('\n')}` : null,
    change && change.length > 0 ? filesTable(change) : null,
    '### Proof',
    runsTable(runsOf(active, task.attempts.past)),
    '### Evidence',
    evidenceList(active),
    '### What you can do',
    `Review this like any other pull request. To ask for something, start a comment with \`/cadence retry <guidance>\`, \`/cadence stop\` or \`/cadence help\`. If you push to ${codeSpan(frozen.branch)}, Cadence stops and asks you: it merges only what it tested.`,
    `Closes #${task.issue}`,
  ];
  return withPullMarker(task.id, key, parts.filter((one) => one !== null).join('\n\n'));
}

function evidenceList(active: Active): string {
  const evidence = evidenceOf(active);
  const verdict = verdictOf(active);
  const head = evidence ? ` at ${headOf(evidence)}` : '';
  const lines = [
    `**Tests:** ${evidence ? `${testsSentence(evidence, 'page')}${flakyNames(evidence)}${head}` : 'not passed yet'}`,
    `**Review:** ${verdict ? reviewSentence(verdict, 'page') : 'not done yet'}`,
    '**Merge:** only the commit that passed both. If it or the base branch moves, everything is tested again.',
  ];
  return lines.map((line) => `- ${line}`).join('\n');
}
