/** Review: what the reviewers say of a head whose tests passed. */
import { z } from 'zod';
import type { EntryData } from '../../task/entry.ts';
import { moment, type Moment } from './moment.ts';
import { counted, firstNames, listed } from './parts.ts';

export function describeReview(
  { verdict, findings, reviewers }: EntryData<'review_drafted'>,
  review: string | null,
): Moment {
  const count = findings === 0 ? 'no findings' : counted(findings, 'finding');
  const detail = review === null ? [] : firstNames(findingsIn(review));
  return verdict === 'pass'
    ? moment('Review', 'green', `passed by ${listed(reviewers)}, ${count}`, detail)
    : moment('Review', 'red', `changes needed, ${count} (${listed(reviewers)})`, detail);
}

export function describeReviewPublished(verdict: 'pass' | 'reject'): Moment {
  return verdict === 'pass'
    ? moment('Review', 'green', 'the review is on the pull request; the change may be merged')
    : moment('Review', 'red', 'the review is on the pull request; another attempt follows');
}

const artefact = z.object({
  findings: z.array(
    z.object({
      rule: z.string(),
      path: z.string().nullable(),
      line: z.number().nullable(),
      message: z.string(),
    }),
  ),
});

/** The findings of a review as it is stored. */
function findingsIn(review: string): string[] {
  return artefact.parse(JSON.parse(review)).findings.map(({ rule, path, line, message }) => {
    const place = line === null ? path : `${path}:${line}`;
    return `${path === null ? '' : `${place}: `}${message} (${rule})`;
  });
}
