/** What a reviewing model says about one place of a diff. */
import { z } from 'zod';

const text = (max: number) => z.string().trim().min(1).max(max);
const line = z.number().int().min(1);

/** `rule` is what it goes by, empty where the model cites nothing; the suggestion replaces `startLine` to `line`. */
export const saidFinding = z.strictObject({
  rule: z.string().trim().max(200).default(''),
  path: text(250).nullable(),
  line: line.nullable(),
  message: text(2_000),
  suggestion: z
    .strictObject({ startLine: line, replacement: z.string().max(8_000) })
    .nullable()
    .default(null),
});

export const saidWire = z.strictObject({
  rule: z.string(),
  path: z.string().nullable(),
  line: z.number().nullable(),
  message: z.string(),
  suggestion: z.strictObject({ startLine: z.number(), replacement: z.string() }).nullable(),
});
