import type { Review, Task } from '../../task/task.ts';
import {
  attemptsSentence,
  baseSentence,
  flakyNames,
  proofSentence,
  testsCount,
  testsSentence,
} from '../facts.ts';
import { quoted } from '../neutralise.ts';
import { table } from '../markdown-table.ts';
import { findingsCount, type Finding } from './findings.ts';

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

/** The check run `Cadence` of a head: every gate between it and the merge. The findings are in the review. */
export function checkRun({ task, state, review }: CheckWords): { title: string; summary: string } {
  const { proof, evidence, branch } = state;
  const passed = review.verdict === 'pass';
  const isProved = proof.kind === 'proof';
  const gates = table(
    ['Gate', 'State', 'Detail'],
    [
      ['Proof', isProved ? '✅ red without the change' : '– none', proofSentence(proof, 'plain')],
      [
        'Tests',
        evidence.kind === 'override' ? '⚠️ overridden' : '✅ green',
        `${testsSentence(evidence, 'plain')}${flakyNames(evidence)}`,
      ],
      baseRow(evidence),
      ['Review', passed ? '✅ passed' : '❌ rejected', findingsCount(review.findings)],
      [
        'Base',
        '✅ up to date',
        `contains base commit ${branch.base.slice(0, 12)}; checked again before the merge`,
      ],
      [
        'Merge',
        passed ? '⏳ next' : '– blocked',
        passed ? 'only this commit, and only if the base has not moved' : 'this commit will not be merged',
      ],
    ],
  );
  const { findings } = review;
  const summary = [
    gates,
    ...(review.summary === null ? [] : [`What it changes:\n\n${quoted(review.summary, 2_000)}`]),
    ...(findings.length > 0 ? ['The findings are in the review on the pull request.'] : []),
    `Task ${task.id}, commit ${branch.headSha}, attempts: ${attemptsSentence(task)}.`,
  ].join('\n\n');
  return {
    title: passed
      ? `Passed: ${testsCount(evidence)}, ${findingsCount(findings)}`
      : `Changes needed: ${findingsCount(findings)}`,
    summary,
  };
}

/** Which protection there is beside the head's own run, and which is missing. */
function baseRow(evidence: CheckWords['state']['evidence']): [string, string, string] {
  if (evidence.kind === 'override') return ['Base’s tests', '– not asked', 'overridden with the tests'];
  return ['Base’s tests', evidence.base ? '✅ agree' : '⚠️ not run', baseSentence(evidence)];
}
