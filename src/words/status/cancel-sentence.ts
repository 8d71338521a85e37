import { codeSpan } from '../code.ts';

const again = 'To begin anew, remove the label and put it on again.';

/** Why a task ended before its time, and how to begin anew. `by` is a login; null: GitHub does not say, or nobody. */
export function cancelSentence(reason: string, by: string | null): string {
  const who = by === null ? '' : ` by ${codeSpan(by, 60)}`;
  switch (reason) {
    case 'stopped':
      return `Stopped${who}. If there was a pull request, it is closed; its branch is kept. ${again}`;
    case 'unlabelled':
      return `The label was removed, so Cadence stopped. A branch that it made is kept. ${again}`;
    case 'issue-closed':
      return `The issue was closed${who}, so Cadence stopped. To begin anew, reopen it, remove the label and put it on again.`;
    case 'pull-closed':
      return `The pull request was closed without a merge, so Cadence stopped. The branch is kept. ${again}`;
    case 'merged-by-person':
      return `The pull request was merged${who}, not by Cadence. Nothing is left to do here; Cadence vouches for nothing that it did not merge.`;
    default:
      return `Cancelled (${codeSpan(reason, 60)})${who}. ${again}`;
  }
}
