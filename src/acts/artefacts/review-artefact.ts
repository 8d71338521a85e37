/** A drafted review as an artefact: the findings are prose, the entry only counts them. */
import { z } from 'zod';

export const draftedReview = z.strictObject({
  verdict: z.enum(['pass', 'reject']),
  reviewers: z.array(z.string()),
  /** Of the Efficiency agent. */
  summary: z.string().nullable().default(null),
  dismissed: z.number().int().nonnegative().default(0),
  findings: z.array(
    z.strictObject({
      rule: z.string(),
      severity: z.enum(['reject', 'note']),
      path: z.string().nullable(),
      line: z.number().int().nullable(),
      message: z.string(),
      key: z.string().default(''),
      round: z.enum(['new', 'again']).default('new'),
      suggestion: z.strictObject({ startLine: z.number().int(), replacement: z.string() }).exactOptional(),
    }),
  ),
});
export type DraftedReview = z.infer<typeof draftedReview>;
