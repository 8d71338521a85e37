import { z } from 'zod';

/**
 * The keys that the runner reads, and those that may stand there and do nothing here; what it does not know is refused.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
 */
const scalar = z
  .union([z.string(), z.number(), z.boolean(), z.null()])
  .transform((value) => String(value ?? ''));
const texts = z.record(z.string(), scalar);
const oneOrMore = z.union([z.string().transform((one) => [one]), z.array(z.string())]);
const patterns = z.union([scalar.transform((one) => [one]), z.array(scalar)]);
const defaults = z.strictObject({
  run: z
    .strictObject({ shell: z.string().optional(), 'working-directory': z.string().optional() })
    .optional(),
});

const filter = z
  .looseObject({
    types: oneOrMore.optional(),
    branches: patterns.optional(),
    'branches-ignore': patterns.optional(),
    tags: patterns.optional(),
    'tags-ignore': patterns.optional(),
    paths: patterns.optional(),
    'paths-ignore': patterns.optional(),
  })
  .nullable();

/** `schedule` is a list and of no interest here. */
const on = z.union([
  z.string().transform((one) => ({ [one]: null })),
  z.array(z.string()).transform((list) => Object.fromEntries(list.map((event) => [event, null]))),
  z.record(z.string(), z.union([filter, z.array(z.unknown()).transform(() => null)])),
]);

const step = z.strictObject({
  id: z.string().optional(),
  name: scalar.optional(),
  if: scalar.optional(),
  env: texts.optional(),
  run: scalar.optional(),
  shell: z.string().optional(),
  'working-directory': z.string().optional(),
  uses: z.string().optional(),
  with: texts.nullable().optional(),
  'timeout-minutes': scalar.optional(),
  'continue-on-error': scalar.optional(),
});

const job = z.strictObject({
  name: scalar.optional(),
  needs: oneOrMore.optional(),
  if: scalar.optional(),
  'runs-on': z.union([oneOrMore, z.looseObject({}).transform(() => ['group'])]),
  env: texts.optional(),
  defaults: defaults.optional(),
  outputs: texts.optional(),
  'timeout-minutes': scalar.optional(),
  'continue-on-error': scalar.optional(),
  strategy: z
    .strictObject({
      matrix: z.unknown().optional(),
      'fail-fast': scalar.optional(),
      'max-parallel': scalar.optional(),
    })
    .optional(),
  steps: z.array(step).min(1),
  permissions: z.unknown().optional(),
  concurrency: z.unknown().optional(),
  environment: z.unknown().optional(),
  container: z.undefined('Containers are not imitated').optional(),
  services: z.undefined('Services are not imitated').optional(),
});

export const workflowSchema = z.strictObject({
  name: scalar.optional(),
  'run-name': z.string().optional(),
  on,
  permissions: z.unknown().optional(),
  env: texts.optional(),
  defaults: defaults.optional(),
  concurrency: z.unknown().optional(),
  jobs: z.record(z.string().regex(/^[A-Za-z_][\w-]*$/, 'A job id starts with a letter or _'), job),
});

export type RawWorkflow = z.infer<typeof workflowSchema>;
export type RawJob = z.infer<typeof job>;
export type RawStep = z.infer<typeof step>;
export type RawFilter = z.infer<typeof filter>;
export type RawDefaults = z.infer<typeof defaults>;
