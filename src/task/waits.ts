/** The events that a wait may name, and those that our own acts cause too. */
import type { Situation } from './situation.ts';
import type { Step, WaitReason } from './step.ts';
import type { WakeEvent } from './shapes/wake-event.ts';

/** What people may do at any time and what always matters to a live task. */
export const liveEvents = [
  'issues.labeled',
  'issues.unlabeled',
  'issues.closed',
  'issues.reopened',
  'issues.edited',
  'issues.deleted',
  'issues.transferred',
  'issue_comment.created',
  'pull_request_review_comment.created',
  'pull_request.closed',
  'pull_request.reopened',
  'pull_request.synchronize',
  'pull_request.edited',
  'pull_request.converted_to_draft',
  'pull_request.ready_for_review',
] as const satisfies readonly WakeEvent[];

/** Not GitHub's: another task of ours has ended its lock on the base branch. */
export const baseUnlocked = 'cadence.base_unlocked' satisfies WakeEvent;

/** After the end: a new label starts a new generation, and questions are still answered. */
export const afterTheEnd: readonly WakeEvent[] = [
  'issues.labeled',
  'issue_comment.created',
  'pull_request_review_comment.created',
];

/**
 * Events whose sender is the person or app that set them off: a run that our push started, the close that our merge brought. They
 * wake although we are the sender; all other events of ours are echoes and do not.
 */
export const consequences: ReadonlySet<string> = new Set<WakeEvent>([
  'workflow_run.completed',
  'check_suite.completed',
  'issues.closed',
]);

export function waitFor(
  why: WaitReason,
  events: readonly WakeEvent[],
  situation: Situation,
  afterMs: number,
): Extract<Step, { kind: 'wait' }> {
  return { kind: 'wait', why, until: { events: [...liveEvents, ...events], dueAt: situation.at + afterMs } };
}

const heldEvents: readonly WakeEvent[] = [
  'push.base',
  'pull_request.opened',
  'pull_request_review_thread.resolved',
  'workflow_run.completed',
];

/** A held task waits for people; a push to the base may fix policy, workflow or conflict. */
export function waitHeld(situation: Situation, afterMs: number): Step {
  return waitFor('held', heldEvents, situation, afterMs);
}
