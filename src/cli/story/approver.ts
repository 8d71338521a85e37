import type { Entry } from '../../task/entry.ts';
import type { HoldReason } from '../../task/hold-reasons.ts';
import type { Story } from './story.ts';

/** What waits for the yes of a person, and goes on with it. */
const approvable: ReadonlySet<HoldReason> = new Set<HoldReason>(['plan-approval', 'change-approval']);

/**
 * Decides whether a task that waits is over, or goes on because somebody says yes. Each hold is approved once: an
 * approval that was of no use is not given again.
 */
export function createApprover(
  approves: Story['approves'],
  approve: () => void,
): (last: Entry) => Promise<'over' | 'goes on'> {
  const approved = new Set<number>();
  return async (last) => {
    const isAsked = last.kind === 'held' && approvable.has(last.data.reason);
    if (approves === 'nothing' || !isAsked || approved.has(last.version)) return 'over';
    approved.add(last.version);
    approve();
    return 'goes on';
  };
}
