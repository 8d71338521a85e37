/** What the fields of entries are made of. */
import { z } from 'zod';
import { address, baseSha, headSha } from './names.ts';

export const count = z.number().int().nonnegative();
export const text = z.string().max(4_000);
export const addressField = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(address);
export const headField = z.string().min(4).transform(headSha);
export const baseField = z.string().min(4).transform(baseSha);
/** Which part of a patch. */
export const part = z.enum(['tests', 'change']);
/** What became of a comment of ours. */
export const posted = z.enum(['posted', 'refused']);

/** Why a task ended before its time. */
export const cancelReason = z.enum([
  'stopped',
  'unlabelled',
  'issue-closed',
  'pull-closed',
  'merged-by-person',
]);
export type CancelReason = z.infer<typeof cancelReason>;

/** One call of a model, in numbers; prompt and reply are artefacts. */
export const agentCall = z.strictObject({
  at: text,
  profile: text,
  model: text,
  promptTokens: count,
  replyTokens: count,
  costUsd: z.number().nonnegative().nullable(),
  durationMs: count,
  outcome: text,
  prompt: addressField,
  reply: addressField,
});
export type AgentCallEntry = z.infer<typeof agentCall>;
