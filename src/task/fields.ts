/** The fields that entries are made of: their bounds, and the brand that each gets when it is read. */
import { z } from 'zod';
import { address, baseSha, headSha } from './names.ts';

export const count = z.number().int().nonnegative();
export const text = z.string().max(4_000);
export const addressSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(address);
export const headSchema = z.string().min(4).transform(headSha);
export const baseSchema = z.string().min(4).transform(baseSha);
/** Which part of a patch. */
export const part = z.enum(['tests', 'change']);
/** What became of a comment of ours. */
export const posted = z.enum(['posted', 'refused']);

/** Why a task ended before its time. */
export const cancelReason = z.enum([
  'stopped',
  'unlabelled',
  'issue-closed',
  'issue-gone',
  'pull-closed',
  'merged-by-person',
]);
export type CancelReason = z.infer<typeof cancelReason>;
