/** Of which head an entry is: the one that stands on the branch, the one that it puts there, or none. */
import type { Entry, EntryKind } from '../entry.ts';
import { branchOf, type Task } from '../task.ts';

export type HeadRule = 'branch' | 'new';

/** Kinds that name a head. `proof_skipped` names that of the branch in Test, and none in Execute. */
export const headRules: { readonly [K in EntryKind]?: HeadRule } = {
  tests_published: 'new',
  patch_applied: 'new',
  change_taken: 'new',
  base_updated: 'new',
  pytest_run: 'branch',
  failed_test: 'branch',
  review_drafted: 'branch',
  patch_reviewed: 'branch',
  failed_patch_review: 'branch',
  merged: 'branch',
  failed_commit: 'branch',
  committed: 'branch',
};

/** Why the head of the entry is not the one that it can be of; null: it is. */
export function headProblem(task: Task, { kind, headSha }: Entry): string | null {
  const isInTest = kind === 'proof_skipped' && task.state.phase === 'Test';
  const rule = isInTest ? 'branch' : headRules[kind];
  if (rule === undefined) return headSha === undefined ? null : `${kind} of a head`;
  const known = branchOf(task.state)?.headSha;
  if (headSha === undefined) return `${kind} of no head`;
  return rule === 'new' || headSha === known ? null : `${kind} of another head`;
}
