/** Both test runs side by side: the new tests without the change, and all tests with it. */
import type { Proof } from '../../task/entry.ts';
import type { Ground } from '../../task/gates/ground.ts';
import type { Active, PastAttempt, ProofState } from '../../task/task.ts';
import { codeSpan } from '../code.ts';
import { evidenceOf, excusedSentence, proofOf, runName, testsSentence } from '../facts.ts';
import { noProofSentence } from '../no-proof-sentence.ts';
import { table } from '../markdown-table.ts';

const maxNames = 10;
const notYet = 'not run yet';

/** `failed`: the last attempt, where its run failed and no other has taken its place. */
export type Runs = {
  readonly proof: ProofState | null;
  readonly evidence: Ground<'tests'> | null;
  readonly failed: PastAttempt | null;
};

export function runsOf(state: Active, past: readonly PastAttempt[]): Runs {
  const last = past.at(-1) ?? null;
  const isFailed = state.phase === 'Execute' && last?.part === 'change' && last.why === 'red' && last.run;
  return { proof: proofOf(state), evidence: evidenceOf(state), failed: isFailed ? last : null };
}

export function runsTable({ proof, evidence, failed }: Runs): string {
  const red = proof?.kind === 'proof' ? proof.proof : null;
  const rows = [
    ['Run', withoutChange(proof), withChange(evidence, failed)],
    ['Result', without(proof), result(evidence, failed)],
    ...(red ? nameRows(red, evidence) : []),
  ];
  return table(['', 'Without the change', 'With the change'], rows);
}

function withoutChange(proof: ProofState | null): string {
  if (proof === null) return notYet;
  return proof.kind === 'proof' ? runName(proof.proof, 'page') : '–';
}

function without(proof: ProofState | null): string {
  if (proof === null) return notYet;
  if (proof.kind === 'no-proof') return noProofSentence(proof.reason);
  return counted(proof.proof.failed.length, 'new test');
}

function counted(count: number, what: string): string {
  return `❌ ${count} ${what}${count === 1 ? '' : 's'} failed`;
}

function withChange(evidence: Ground<'tests'> | null, failed: PastAttempt | null): string {
  if (evidence) return evidence.kind === 'override' ? '–' : runName(evidence, 'page');
  return failed?.run ? runName({ runId: failed.run.id, runAttempt: failed.run.attempt }, 'page') : notYet;
}

function result(evidence: Ground<'tests'> | null, failed: PastAttempt | null): string {
  if (evidence?.kind === 'override') return `⚠️ ${testsSentence(evidence, 'page')}`;
  if (evidence) return `✅ ${evidence.passed} passed${excusedSentence(evidence.exempt.length)}`;
  return failed ? counted(failed.failures, 'test') : notYet;
}

/** What failed in the proof has passed where there is evidence: it would be none otherwise. An override says nothing. */
function nameRows({ failed }: Proof, evidence: Ground<'tests'> | null): string[][] {
  const passed = evidence?.kind === 'evidence' ? '✅ passed' : '';
  const rows = failed.slice(0, maxNames).map((id) => [codeSpan(id), '❌ failed', passed]);
  const left = failed.length - rows.length;
  return left > 0 ? [...rows, [`and ${left} more`, '❌ failed', passed]] : rows;
}
