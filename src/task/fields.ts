/** The fields that entries are made of: their bounds, and the brand that each gets when it is read. */
import { z } from 'zod';
import { address, baseSha, headSha } from './names.ts';

export const count = z.number().int().nonnegative();
/** A number that GitHub gives to what there is: none is 0. */
export const positive = z.number().int().positive();
export const text = z.string().max(4_000);
/** A login, a name, a SHA: never empty. */
export const name = text.min(1);
/** UTC with milliseconds, as `toISOString` writes it: a time has one spelling. */
export const time = z.iso.datetime({ precision: 3 });
export const addressSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .transform(address);
/** As git prints it: in lower case. */
const sha = z.string().regex(/^[0-9a-z]{4,64}$/);
export const headSchema = sha.transform(headSha);
export const baseSchema = sha.transform(baseSha);
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
