/** The words of an issue as they were when its task was queued, and the names that were made from them then. */
import { z } from 'zod';
import { headline } from '../../words/pull/headline.ts';
import { formatBranch, slugOf } from '../../task/names.ts';

export const frozen = z.strictObject({
  title: z.string(),
  body: z.string(),
  /** Commit and pull-request title, neutralised. */
  headline: z.string(),
  branch: z.string(),
});
export type AuthorisedIssue = z.infer<typeof frozen>;

export function snapshotIssue(
  issue: { number: number; title: string; body: string },
  generation: number,
): AuthorisedIssue {
  return {
    title: issue.title,
    body: issue.body,
    headline: headline(issue.number, issue.title),
    branch: formatBranch(issue.number, slugOf(issue.title), generation),
  };
}

/** New words under the old names: a branch and a title, once published, stay. */
export function renewText(before: AuthorisedIssue, issue: { title: string; body: string }): AuthorisedIssue {
  return { ...before, title: issue.title, body: issue.body };
}
