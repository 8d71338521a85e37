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

/** Why a task ended before its time. */
export const cancelReason = z.enum([
  'stopped',
  'unlabelled',
  'issue-closed',
  'pull-closed',
  'merged-by-person',
]);
export type CancelReason = z.infer<typeof cancelReason>;
