/** Review: findings and a verdict are drafted first, then said on the pull request; the verdict is of one head. */
import type { Situation } from '../situation.ts';
import type { Step } from '../step.ts';
import type { Review } from '../task.ts';

export function review(state: Review, situation: Situation): Step {
  if (situation.behindBy !== null && situation.behindBy > 0) return { kind: 'updateBranch' };
  return state.drafted ? { kind: 'publishReview' } : { kind: 'draftReview' };
}
