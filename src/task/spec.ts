/** The task specification: what Generate makes of an issue and Execute works from. */
import { z } from 'zod';

export const risks = ['low', 'medium', 'high'] as const;

export const spec = z.strictObject({
  title: z.string().min(1).max(300),
  goal: z.string().min(1).max(8_000),
  acceptance: z.array(z.string().min(1).max(1_000)).max(30),
  kind: z.enum(['micro', 'story', 'epic']),
  /** Where the change comes from. */
  source: z.enum(['directive', 'agent', 'person']),
  testsWanted: z.boolean(),
  /** The tests to be written, each in a sentence. */
  tests: z.array(z.string().min(1).max(1_000)).max(30).default([]),
  /** Null where nobody judged it: a directive, a person's own change. */
  risk: z.enum(risks).nullable().default(null),
  filesInScope: z.array(z.string().max(500)).max(100),
});
export type Spec = z.infer<typeof spec>;
