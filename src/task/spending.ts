/** What an entry says of its cost: requests to GitHub and calls of models since the last entry of the task. */
import { z } from 'zod';
import { addressSchema, count, text, time } from './fields.ts';

/** Requests to GitHub's API; counted by our client. */
export const requestCounts = z.strictObject({
  total: count,
  graphql: count,
  contentCreating: count,
  mutations: count,
});
export type RequestCounts = z.infer<typeof requestCounts>;

/** One call of a model, in numbers; prompt and reply are artefacts. */
const agentCall = z.strictObject({
  at: time,
  profile: text,
  model: text,
  promptTokens: count,
  replyTokens: count,
  costUsd: z.number().nonnegative().nullable(),
  durationMs: count,
  outcome: text,
  prompt: addressSchema,
  reply: addressSchema,
});
export type AgentCallEntry = z.infer<typeof agentCall>;

/** Nothing spent is left out: `0` and `[]` would be second spellings of it. */
export const spending = {
  requests: requestCounts.refine(({ total }) => total > 0, 'no request').optional(),
  calls: z.array(agentCall).min(1).optional(),
};
