import type { Entry } from '../../task/entry.ts';
import { stepWords } from '../step-words.ts';
import { describeAdmitted, describeGenerated, describeQueued } from './begin.ts';
import {
  describeChangePublished,
  describeFailedPatch,
  describePatch,
  describeTaken,
  describeTestsPublished,
} from './execute.ts';
import {
  describeArchived,
  describeCommitted,
  describeDone,
  describeFailedCommit,
  describeMerged,
  describeReport,
} from './end.ts';
import { moment, type Moment } from './moment.ts';
import {
  describeAnswered,
  describeCancelled,
  describeConsulted,
  describeHeld,
  describeNotified,
  describeOpened,
  describeReleased,
} from './people.ts';
import { describeReview, describeReviewPublished } from './review.ts';
import { describeBaseUpdated, describeFailedTest, describeNoProof, describeRun } from './test.ts';

/**
 * What an entry of the record means to somebody who watches; null for what only the record needs. `explained` is the
 * text of the artefact that `explanationOf` names; null where there is none, or where it was shown before.
 */
export function describeEntry(entry: Entry, explained: string | null): Moment | null {
  switch (entry.kind) {
    case 'intent':
    case 'announced':
      return null;
    case 'intent_dropped':
      return moment(
        entry.phase,
        'note',
        `could not ${stepWords(entry.data.step).act}: GitHub is asked again first`,
      );
    case 'queued':
      return describeQueued(entry.data);
    case 'admitted':
      return describeAdmitted(entry.data);
    case 'task_generated':
      return describeGenerated(entry.data);
    case 'patch_built':
      return describePatch(entry.data);
    case 'failed_build_patch':
      return describeFailedPatch(entry.data, explained);
    case 'tests_published':
      return describeTestsPublished(entry.data, entry.headSha);
    case 'patch_applied':
      return describeChangePublished(entry.data, entry.headSha);
    case 'change_taken':
      return describeTaken(entry.data, entry.headSha);
    case 'proof_skipped':
      return describeNoProof(entry.data);
    case 'pytest_run':
      return describeRun(entry.data);
    case 'failed_test':
      return describeFailedTest(entry.data, explained);
    case 'base_updated':
      return describeBaseUpdated(entry.data);
    case 'review_drafted':
      return describeReview(entry.data, explained);
    case 'patch_reviewed':
      return describeReviewPublished('pass');
    case 'failed_patch_review':
      return describeReviewPublished('reject');
    case 'merged':
      return describeMerged(entry.data);
    case 'failed_commit':
      return describeFailedCommit(entry.data);
    case 'committed':
      return describeCommitted(entry.data);
    case 'status_done':
      return describeDone(entry.data);
    case 'archived':
      return describeArchived(entry.data);
    case 'reported':
      return describeReport(entry.data);
    case 'consulted':
      return describeConsulted(entry.phase, entry.data);
    case 'issue_opened':
      return describeOpened(entry.phase, entry.data);
    case 'answered':
      return describeAnswered(entry.phase, entry.data);
    case 'notified':
      return describeNotified(entry.phase, entry.data);
    case 'held':
      return describeHeld(entry.data, explained);
    case 'released':
      return describeReleased(entry.phase, entry.data);
    case 'cancelled':
      return describeCancelled(entry.data);
    default: {
      const never: never = entry;
      throw new Error(`unknown entry ${JSON.stringify(never)}`);
    }
  }
}
