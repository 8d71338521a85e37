import type { CancelReason } from '../../task/fields.ts';
import { codeSpan } from '../code.ts';

export type Cancellation = { readonly title: string; readonly why: string; readonly again: string | null };

const again = 'To start over, remove the label and add it again.';

/** Why a task ended early, and how to start over. `by` is a login; null: GitHub does not say, or nobody. */
export function cancelSentence(reason: CancelReason, by: string | null): Cancellation {
  const who = by === null ? '' : ` by ${codeSpan(by, 60)}`;
  switch (reason) {
    case 'stopped':
      return {
        title: 'Cancelled: stopped by command',
        why: `Stopped${who}. The pull request, if there was one, is closed; its branch is kept.`,
        again,
      };
    case 'unlabelled':
      return {
        title: 'Cancelled: the label was removed',
        why: 'The pull request, if there was one, is closed; its branch is kept.',
        again,
      };
    case 'issue-closed':
      return {
        title: 'Cancelled: the issue was closed',
        why: `The issue was closed${who}. The pull request, if there was one, is closed too; its branch is kept.`,
        again: 'To start over, reopen the issue, remove the label and add it again.',
      };
    case 'issue-gone':
      return {
        title: 'Cancelled: the issue is gone',
        why: 'The issue was deleted or moved to another repository. The pull request, if there was one, is closed; its branch is kept.',
        again: 'To start over, label an issue of this repository.',
      };
    case 'pull-closed':
      return {
        title: 'Cancelled: the pull request was closed',
        why: 'It was closed without a merge. Its branch is kept.',
        again,
      };
    case 'merged-by-person':
      return {
        title: 'Cancelled: merged by hand',
        why: `The pull request was merged${who}. Cadence did not merge it and cannot say whether it was tested.`,
        again: null,
      };
    default: {
      const never: never = reason;
      throw new Error(`unknown reason ${String(never)}`);
    }
  }
}
