import type { Entry } from '../../task/entry.ts';
import { stepWords } from '../step-words.ts';

/** What is under way after an entry, for somebody who waits: a sentence without a full stop. Null: no entry yet. */
export function waitingFor(last: Entry | null): string {
  switch (last?.kind) {
    case undefined:
      return 'waiting for the App to see the label';
    case 'intent':
      return stepWords(last.data.step).doing;
    case 'queued':
    case 'announced':
      return stepWords('admit').doing;
    case 'admitted':
      return stepWords('draftSpec').doing;
    case 'task_generated':
    case 'failed_build_patch':
    case 'failed_test':
    case 'failed_patch_review':
    case 'proof_skipped':
      return 'waiting for the patch';
    case 'patch_built':
      return 'publishing the patch';
    case 'tests_published':
      return 'waiting for pytest to run the new tests without the change';
    case 'patch_applied':
    case 'change_taken':
    case 'base_updated':
    case 'failed_commit':
      return 'waiting for pytest to run the tests with the change';
    case 'pytest_run':
      return last.data.judged === 'red' ? 'waiting for the change' : 'waiting for the review';
    case 'review_drafted':
      return stepWords('publishReview').doing;
    case 'patch_reviewed':
      return stepWords('merge').doing;
    case 'merged':
      return stepWords('verifyLanding').doing;
    case 'committed':
      return stepWords('finish').doing;
    case 'status_done':
      return stepWords('archive').doing;
    case 'archived':
      return stepWords('report').doing;
    case 'held':
    case 'notified':
    case 'cancelled':
    case 'reported':
      return 'waiting until nothing is under way any more';
    case 'intent_dropped':
    case 'answered':
    case 'consulted':
    case 'issue_opened':
    case 'released':
      return 'looking at GitHub for what comes next';
    default: {
      const never: never = last;
      throw new Error(`unknown entry ${JSON.stringify(never)}`);
    }
  }
}
