/** The words of an issue as they were when its task was queued, and the names that were made from them then. */
import { z } from 'zod';
import { headline } from '../../words/headline.ts';
import { formatBranch, slugOf } from '../../task/names.ts';

export const frozen = z.strictObject({
  title: z.string(),
  body: z.string(),
  /** Commit and pull-request title, neutralised. */
  headline: z.string(),
  branch: z.string(),
});
export type Frozen = z.infer<typeof frozen>;

export function freeze(issue: { number: number; title: string; body: string }, generation: number): Frozen {
  return {
    title: issue.title,
    body: issue.body,
    headline: headline(issue.number, issue.title),
    branch: formatBranch(issue.number, slugOf(issue.title), generation),
  };
}

/** New words under the old names: a branch and a title, once published, stay. */
export function refreeze(before: Frozen, issue: { title: string; body: string }): Frozen {
  return { ...before, title: issue.title, body: issue.body };
}
