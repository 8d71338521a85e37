/**
 * The working states that a fold leads to: what each takes over from the state before it, and what it starts without.
 */
import type {
  Built,
  Commit,
  ExecuteChange,
  ExecuteTests,
  Learned,
  Meta,
  OnBranch,
  Published,
  Recording,
  Review,
  TestEvidence,
  TestProof,
  Work,
} from '../task.ts';

export function learning(work: Work, learned: Learned): Work {
  return { ...work, learned };
}

export function toTests(work: Work, branch: OnBranch | null): ExecuteTests {
  return { phase: 'Execute', part: 'tests', work, branch, built: null, rest: null };
}

type ForChange = Pick<ExecuteChange, 'branch' | 'proof'> & { readonly built?: Built | null };

export function toChange(work: Work, { branch, proof, built = null }: ForChange): ExecuteChange {
  return { phase: 'Execute', part: 'change', work, branch, proof, built };
}

export function toProof({ work, rest }: ExecuteTests, branch: TestProof['branch']): TestProof {
  return { phase: 'Test', part: 'proof', work, branch, rest };
}

export function toEvidence(
  { work, proof }: Pick<TestEvidence, 'work' | 'proof'>,
  branch: Published,
): TestEvidence {
  return { phase: 'Test', part: 'evidence', work, branch, proof };
}

export function toReview({ work, branch, proof }: TestEvidence, evidence: Review['evidence']): Review {
  return { phase: 'Review', work, branch, proof, evidence, drafted: null };
}

export function toCommit({ work, branch, proof, evidence }: Review, verdict: Commit['verdict']): Commit {
  return { phase: 'Commit', work, branch, proof, evidence, verdict, merged: null };
}

export function toRecord(state: Commit, merged: NonNullable<Commit['merged']>): Recording {
  const { branch, proof, evidence, verdict } = state;
  const { mergeSha, at } = merged;
  return { phase: 'Record', branch, mergeSha, mergedAt: at, proof, evidence, verdict, done: false };
}

export function toMeta(state: Recording): Meta {
  const { branch, mergeSha, mergedAt, proof, evidence, verdict } = state;
  return { phase: 'Meta', branch, mergeSha, mergedAt, proof, evidence, verdict, report: null };
}
