import { z } from 'zod';
import { policySchema } from './policy.ts';

/** The policy's JSON Schema (draft 2020-12), as editors read it: what may be written, not what is filled in. */
export function jsonSchema(): Record<string, unknown> {
  const { $schema, ...schema } = z.toJSONSchema(policySchema, { io: 'input', target: 'draft-2020-12' });
  return {
    $schema,
    title: 'Cadence policy',
    description: 'What .github/cadence.yml on the default branch lets Cadence do.',
    ...schema,
  };
}
