import type { Review, Task } from '../../task/task.ts';
import { evidenceSentence, flakyNames, proofSentence } from '../facts.ts';
import { quoted } from '../neutralise.ts';
import { findingsCount, findingsList, type Finding } from './findings.ts';

export type CheckWords = {
  readonly task: Pick<Task, 'id' | 'issue' | 'attempts'>;
  readonly state: Pick<Review, 'branch' | 'proof' | 'evidence'>;
  readonly review: {
    readonly verdict: 'pass' | 'reject';
    readonly findings: readonly Finding[];
    readonly reviewers: readonly string[];
    readonly summary: string | null;
  };
};

/** The check run `Cadence` of a head: every gate between it and the merge. */
export function checkRun({ task, state, review }: CheckWords): { title: string; summary: string } {
  const { proof, evidence, branch } = state;
  const passed = review.verdict === 'pass';
  const rows: [string, string, string][] = [
    ['Proof', proof.kind === 'proof' ? '✅' : '–', proofSentence(proof, 'plain')],
    ['Tests', '✅', `${evidenceSentence(evidence, 'plain')}${flakyNames(evidence)}`],
    ['Review', passed ? '✅' : '❌', findingsCount(review.findings)],
    [
      'Base',
      '✅',
      `the head holds base commit ${branch.base.slice(0, 12)}; asked again right before the merge`,
    ],
    [
      'Merge',
      passed ? '⏳' : '–',
      passed ? 'this head and no other, if the base has not moved' : 'not this head',
    ],
  ];
  const table = [
    '| Gate | | |',
    '|---|---|---|',
    ...rows.map((row) => `| ${row.map(cell).join(' | ')} |`),
  ].join('\n');
  const summary = [
    `Task ${task.id}, head ${branch.headSha}, attempts used: ${task.attempts.used} of ${task.attempts.granted}.`,
    table,
    ...(review.summary === null ? [] : [`What it changes:\n\n${quoted(review.summary, 2_000)}`]),
    review.findings.length > 0 ? findingsList(review.findings) : 'No findings.',
  ].join('\n\n');
  return {
    title: passed
      ? `Passed: ${evidence.passed} tests, ${findingsCount(review.findings)}`
      : `Changes needed: ${findingsCount(review.findings)}`,
    summary,
  };
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
