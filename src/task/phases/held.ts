/** Held: most reasons wait for a person; those whose end GitHub itself can show end on their own. */
import { dayOf, nextDay } from '../gates/budget.ts';
import { obstacle } from './backlog.ts';
import { headAsSeen, isOnItsBase } from '../gates/head-as-seen.ts';
import { isBaseRed } from '../gates/tests/red-base.ts';
import { policyRun } from '../gates/tests/policy-run.ts';
import { canEndByItself, isAfterRuns } from '../gates/hold-ends.ts';
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';
import type { Held, Task } from '../task.ts';
import { waitHeld } from '../waits.ts';
import { peopleToNotify } from '../gates/whose-move.ts';

export function held(task: Task, state: Held, situation: Situation, settings: Settings): Step {
  if (isMended(task, state, situation, settings))
    return { kind: 'release', reason: state.reason, to: 'back' };
  if (wasRunAgain(task, state, situation)) return { kind: 'release', reason: state.reason, to: 'Test' };
  const people = peopleToNotify(task);
  if (people.length > 0) return { kind: 'notify', people };
  return waitHeld(situation, lookAgainMs(state, situation, settings));
}

function lookAgainMs(state: Held, { at }: Situation, settings: Settings): number {
  const left = leaveAloneMs(state, settings);
  if (left !== null) return left;
  return state.reason === 'day-budget-spent' ? Math.min(nextDay(at) - at, settings.idleMs) : settings.idleMs;
}

/** Whether GitHub itself shows that what the task was held for is over. */
function isMended(task: Task, state: Held, situation: Situation, settings: Settings): boolean {
  if (state.resumeAt.phase === 'Backlog') return obstacle(task, situation, settings) === null;
  // The record takes no other release: what a person decides is never taken for something that is over.
  if (!canEndByItself(state.reason)) return false;
  const { pull, policy } = situation;
  switch (state.reason) {
    case 'policy-missing':
    case 'policy-wrong':
      return policy.kind === 'policy';
    case 'head-moved':
      return headAsSeen(task, situation) === 'as-recorded';
    case 'pull-draft':
      return pull !== null && !pull.draft;
    case 'base-not-default':
      return isOnItsBase(task, situation);
    case 'conflict':
      return pull?.mergeable === 'yes';
    // Somebody ran it again: its new end is looked at.
    case 'no-run':
    case 'run-unusable':
    case 'results-unusable':
    case 'base-unclear':
      return hasNewerRun(state, situation);
    case 'base-is-red':
      return situation.behindBy !== 0 || !isStillRed(situation);
    case 'model-unavailable':
    case 'model-busy':
    case 'model-quota-spent':
    case 'model-key-refused':
    case 'model-missing':
      return situation.at - task.changedAt >= (leaveAloneMs(state, settings) ?? 0);
    case 'day-budget-spent':
      return dayOf(situation.at) > dayOf(task.changedAt);
    case 'repository-paused':
      return settings.merging === 'open';
    case 'repository-archived':
      return !situation.repo.archived;
    default:
      return false;
  }
}

/**
 * How long a model is left alone that gave no reply: what passes is soon asked again, what a person must fix seldom;
 * and never before the server's own time. Null for what is no trouble of a model.
 */
function leaveAloneMs({ reason, waitMs }: Held, settings: Settings): number | null {
  switch (reason) {
    case 'model-unavailable':
    case 'model-busy':
      return Math.max(settings.modelRetryMs, waitMs ?? 0);
    case 'model-quota-spent':
    case 'model-key-refused':
    case 'model-missing':
      return Math.max(settings.idleMs, waitMs ?? 0);
    default:
      return null;
  }
}

function isStillRed(situation: Situation): boolean {
  const { policy } = situation;
  return policy.kind === 'policy' && isBaseRed(situation, policy.policy.tests.workflow);
}

/**
 * Whether a person ran the tests of the last red head again, and they are over. What they say now counts, and the
 * record says that it is a rerun. We run nothing again ourselves: a test is not to be asked until it says yes.
 */
function wasRunAgain(task: Task, { reason, resumeAt: back }: Held, { pull, policy }: Situation): boolean {
  const last = task.attempts.past.at(-1);
  const isRed =
    back.phase === 'Execute' && back.part === 'change' && last?.part === 'change' && last.why === 'red';
  if (!isAfterRuns(reason) || !isRed || back.built || !last.run?.seenAt) return false;
  if (policy.kind !== 'policy' || pull?.headSha !== back.branch?.headSha || !pull) return false;
  const run = policyRun(pull, policy.policy.tests.workflow);
  return run.kind === 'completed' && run.run.updatedAt > last.run.seenAt;
}

/** Compared with GitHub's own time of the run that was seen: our clock may differ. */
function hasNewerRun(state: Held, situation: Situation): boolean {
  const { pull, policy } = situation;
  if (!pull || policy.kind !== 'policy') return false;
  const run = policyRun(pull, policy.policy.tests.workflow);
  return run.kind === 'completed' && run.run.updatedAt > (state.seenRunAt ?? 0);
}
