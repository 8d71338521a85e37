import { z } from 'zod';

/** A schema as models take it: plain, so that "strict" mode and compatible servers all do. A stricter one judges the reply. */
export function wireSchema(schema: z.ZodType): Record<string, unknown> {
  const { $schema: _dialect, ...plain } = z.toJSONSchema(schema);
  return plain;
}
