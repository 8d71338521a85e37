/** What people did that ends or halts a task wherever it stands: asked before every step, so a stop halts within one. */
import type { CancelReason } from './fields.ts';
import { hasMerged } from './gates/has-merged.ts';
import { headAsSeen, isLateUpdate, isOnItsBase } from './gates/head-as-seen.ts';
import { roleHolder } from './roles.ts';
import type { Situation } from './situation.ts';
import type { Step } from './step.ts';
import { workingState, type Task } from './task.ts';
import { textHash } from './text-hash.ts';

export function interruption(task: Task, situation: Situation): Step | null {
  const { state } = task;
  if (task.stopping) return cancel(task.stopping.reason, task.stopping.by);
  const { issue, pull } = situation;
  // Once merged, the closes that follow are consequences; the rest of the way is book-keeping.
  if (hasMerged(state)) return null;
  if (pull?.state === 'merged')
    return ownMerge(task, situation) ?? cancel('merged-by-person', pull.landed?.by ?? null);
  const isSeen = issue.missingSince === null;
  if (isSeen && issue.labelled === null) return cancel('unlabelled', null);
  if (isSeen && !issue.open) return cancel('issue-closed', issue.closedBy);
  if (task.pull && pull?.number === task.pull.number && pull.state === 'closed')
    return cancel('pull-closed', null);
  if (state.phase === 'Held' || state.phase === 'Backlog') return null;
  if (isSeen && textHash(issue) !== task.textHash)
    return { kind: 'hold', reason: 'text-edited', back: 'Generate' };
  if (situation.repo.archived) return { kind: 'hold', reason: 'repository-archived', back: 'here' };
  if (pull && task.pull && !isOnItsBase(task, situation))
    return { kind: 'hold', reason: 'base-not-default', back: 'here' };
  if (pull && task.pull && pull.draft) return { kind: 'hold', reason: 'pull-draft', back: 'here' };
  if (isLateUpdate(task, situation)) return { kind: 'updateBranch' };
  if (headAsSeen(task, situation) === 'foreign-head') {
    const isPersons = roleHolder(task, null, 'execute') === 'person';
    // A person's own pull request is theirs to push to: each new head is adopted, tested and reviewed again.
    if (isPersons && state.phase !== 'Execute') return { kind: 'adoptHead' };
    if (!isPersons) return { kind: 'hold', reason: 'head-moved', back: 'here' };
  }
  return policyInterruption(situation);
}

/**
 * A merge of ours that GitHub carried out after its intent was dropped: it is announced again, and found done. The
 * tested head, merged by us: nobody else's merge looks like that.
 */
function ownMerge({ state, mergeNotSeen }: Task, { pull, viewer }: Situation): Step | null {
  const active = state.phase === 'Cancelled' ? null : workingState(state);
  if (active?.phase !== 'Commit' || pull?.headSha !== active.branch.headSha) return null;
  if (pull.landed?.by !== viewer) return null;
  if (state.phase !== 'Held') return { kind: 'merge' };
  return mergeNotSeen === active.branch.headSha
    ? { kind: 'release', reason: state.reason, to: 'back' }
    : null;
}

/** Policy is read afresh at every look; while it is wrong, nothing goes on. */
function policyInterruption(situation: Situation): Step | null {
  if (situation.policy.kind === 'missing') return { kind: 'hold', reason: 'policy-missing', back: 'here' };
  if (situation.policy.kind === 'wrong') return { kind: 'hold', reason: 'policy-wrong', back: 'here' };
  return null;
}

function cancel(reason: CancelReason, by: string | null): Step {
  return { kind: 'cancel', reason, by };
}
