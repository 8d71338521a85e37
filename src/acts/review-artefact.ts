/** A drafted review as an artefact: the findings are prose, the entry only counts them. */
import { z } from 'zod';

export const draftedReview = z.strictObject({
  verdict: z.enum(['pass', 'reject']),
  reviewers: z.array(z.string()),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['reject', 'note']),
      path: z.string().nullable(),
      line: z.number().int().nullable(),
      message: z.string(),
    }),
  ),
});
export type DraftedReview = z.infer<typeof draftedReview>;
