/** Backlog: may this issue become work? Everything that can refuse is asked before a token is spent. */
import { missingRight, wasEditedByOthers } from '../gates/authority.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Situation } from '../situation.ts';
import type { HoldReason } from '../hold-reasons.ts';
import { roleHolder } from '../roles.ts';
import type { Settings, Step } from '../step.ts';
import type { Task } from '../task.ts';

export function backlog(task: Task, situation: Situation, settings: Settings): Step {
  const reason = obstacle(task, situation, settings);
  return reason ? { kind: 'hold', reason, back: 'here' } : { kind: 'admit' };
}

/** What keeps a task from starting; null: nothing does. */
export function obstacle(task: Task, situation: Situation, settings: Settings): HoldReason | null {
  if (situation.repo.archived) return 'repository-archived';
  if (situation.policy.kind === 'missing') return 'policy-missing';
  if (situation.policy.kind === 'wrong') return 'policy-wrong';
  const right = missingRight(task, situation);
  if (right) return right;
  if (wasEditedByOthers(task, situation)) return 'edited-after-label';
  if (task.size !== 'micro') return 'planning-not-built';
  return setUp(task, situation.policy.policy, situation, settings);
}

function setUp(task: Task, policy: Policy, situation: Situation, settings: Settings): HoldReason | null {
  if (situation.workflowBlob === null) return 'workflow-missing';
  if (situation.ruleset.kind === 'missing') return 'ruleset-missing';
  if (!situation.repo.allows[policy.merge.method]) return 'method-not-allowed';
  // A reviewer that cannot run is held for, never skipped.
  if (roleHolder(task, policy, 'review').includes('reasoning') && settings.model === 'none')
    return 'no-model';
  return null;
}
