/** What GitHub sends is read leniently: only the fields that we need, but those as they must be. */
import type { z } from 'zod';
import type { Failure } from '../../task/shapes/mutation.ts';

export type ParsedAnswer<T> = { readonly kind: 'shaped'; readonly value: T };

/** A body that was cut off or is not GitHub's proves nothing: `unknown`. */
export function parseAnswer<T>(schema: z.ZodType<T>, data: unknown, what: string): ParsedAnswer<T> | Failure {
  const read = schema.safeParse(data);
  if (read.success) return { kind: 'shaped', value: read.data };
  const where = read.error.issues.slice(0, 3).map(({ path }) => path.join('.') || 'the whole of it');
  return { kind: 'unknown', message: `GitHub's answer about ${what} cannot be read (${where.join(', ')})` };
}
