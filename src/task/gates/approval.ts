/** What waits for a person's yes: a plan, where the policy wants it approved, or a patch that screening had concerns about. */
import type { Policy } from '../../policy/policy.ts';
import type { HoldReason } from '../hold-reasons.ts';
import type { Address } from '../names.ts';
import { roleHolder } from '../roles.ts';
import { mayAct, roleOf, type Situation } from '../situation.ts';
import { workingState, type ExecuteChange, type ExecuteTests, type Task } from '../task.ts';

/** Why the work of this state may not go on yet; null: it may. */
export function missingApproval(
  task: Task,
  state: ExecuteTests | ExecuteChange,
  policy: Policy,
): Extract<HoldReason, 'plan-approval' | 'change-approval'> | null {
  if (lacksApproval(task, state)) return 'change-approval';
  if (state.built?.concerns) return null;
  if (roleHolder(task, policy, 'execute') !== 'agent' || !wantsPlan(task, policy)) return null;
  return isApproved(task, state.work.spec) ? null : 'plan-approval';
}

/** A patch with concerns is published only once a person has allowed exactly them. */
export function lacksApproval(task: Task, { built }: ExecuteTests | ExecuteChange): boolean {
  return built?.concerns ? !isApproved(task, built.concerns) : false;
}

/** What a held task's `approve` would approve; `again`: what a person approved who has lost the right. */
export function waitingFor({ state }: Task): { kind: 'text'; of: Address } | { kind: 'again' } | null {
  if (state.phase !== 'Held') return null;
  const active = workingState(state);
  switch (state.reason) {
    case 'plan-approval':
      return 'work' in active ? { kind: 'text', of: active.work.spec } : null;
    case 'change-approval':
      // Of a change that is published already: existing tests fail in their old version with it.
      if (active.phase === 'Test') return state.explained ? { kind: 'text', of: state.explained } : null;
      return 'built' in active && active.built?.concerns ? { kind: 'text', of: active.built.concerns } : null;
    case 'approver-without-right':
      return { kind: 'again' };
    default:
      return null;
  }
}

/** Asked again right before the merge: an approval is worth what the right of its giver is worth then. */
export function approversMay({ authority: { approvals } }: Task, situation: Situation): boolean {
  return approvals.every(({ by }) => mayAct(roleOf(situation, by), 'write'));
}

function wantsPlan({ risk }: Task, { plan }: Policy): boolean {
  // A risk that nobody judged is not a low one.
  return plan.approve === 'always' || (plan.approve === 'risky' && risk !== 'low');
}

function isApproved({ authority: { approvals } }: Task, of: Address): boolean {
  return approvals.some((one) => one.of === of);
}
