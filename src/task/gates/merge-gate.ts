/**
 * What must hold at the instant of a merge. Evidence and verdict are in the type; here is what may have changed on
 * GitHub since: head, base, rights, proof. Nothing is assumed: what is not known is not green.
 */
import { approversMay } from './approval.ts';
import { missingRight } from './authority.ts';
import { headOf } from './ground.ts';
import { isJudgedByBase } from './tests/workflow-files.ts';
import type { Situation } from '../situation.ts';
import type { WaitReason } from '../step.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { Commit, Task } from '../task.ts';

export type MergeGate =
  | { readonly kind: 'open' }
  | { readonly kind: 'wait'; readonly why: WaitReason }
  | { readonly kind: 'retest' }
  | { readonly kind: 'hold'; readonly reason: HoldReason; readonly back: 'here' | 'Generate' };

export function mergeGate(task: Task, state: Commit, situation: Situation): MergeGate {
  const { pull, policy } = situation;
  if (!pull || policy.kind !== 'policy') return { kind: 'wait', why: 'pull-not-seen' };
  const head = state.branch.headSha;
  if (pull.headSha !== head || headOf(state.evidence) !== head || headOf(state.verdict) !== head)
    return hold('head-moved');
  const right = missingRight(task, situation);
  if (right) return hold(right);
  if (!approversMay(task, situation)) return hold('approver-without-right');
  if (situation.behindBy === null) return { kind: 'wait', why: 'behind-unknown' };
  if (situation.behindBy > 0) return { kind: 'retest' };
  if (!isJudgedByBase(situation)) return hold('workflow-changed');
  if (state.proof.kind === 'no-proof' && task.redProof === 'required') return hold('proof-required');
  if (state.proof.kind === 'proof') {
    const changed = state.proof.proof.files.some(({ path, blob }) => situation.blobs[path] !== blob);
    // An update from the base changed the tests that were seen red: only new ones can be a proof.
    if (changed) return { kind: 'hold', reason: 'proof-required', back: 'Generate' };
  }
  if (!situation.repo.allows[policy.policy.merge.method]) return hold('method-not-allowed');
  if (pull.mergeable === 'no') return hold('conflict');
  if (pull.mergeable === 'unknown') return { kind: 'wait', why: 'mergeable-unknown' };
  return { kind: 'open' };
}

function hold(reason: HoldReason): MergeGate {
  return { kind: 'hold', reason, back: 'here' };
}
