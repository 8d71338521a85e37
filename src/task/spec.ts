/** The task specification: what Generate makes of an issue and Execute works from. */
import { z } from 'zod';

export const spec = z.strictObject({
  title: z.string().min(1).max(300),
  goal: z.string().min(1).max(8_000),
  acceptance: z.array(z.string().min(1).max(1_000)).max(20),
  kind: z.enum(['micro', 'story', 'epic']),
  /** Where the change comes from. */
  source: z.enum(['directive', 'agent', 'person']),
  testsWanted: z.boolean(),
  filesInScope: z.array(z.string().max(500)).max(100),
});
export type Spec = z.infer<typeof spec>;
