/** An issue that GitHub does not find: a moment later it may be there; not found for long, it is gone. */
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';
import type { Task } from '../task.ts';
import { waitFor } from '../waits.ts';
import { hasMerged } from './has-merged.ts';

/** What is to be done where the issue is missing; null where it is there, or not needed any more. */
export function missingIssue(task: Task | null, situation: Situation, settings: Settings): Step | null {
  const { at, issue } = situation;
  // What is merged goes its way to the end without the issue: its landing is looked at, and its base unlocked.
  if (issue.missingSince === null || (task && hasMerged(task.state))) return null;
  const { goneMs, lookMs } = settings;
  if (at - issue.missingSince < goneMs)
    return waitFor('issue-not-seen', [], situation, Math.min(lookMs, goneMs));
  return task && { kind: 'cancel', reason: 'issue-gone', by: null };
}
