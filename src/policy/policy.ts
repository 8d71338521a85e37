import { z } from 'zod';

/**
 * `.github/cadence.yml`: what a repository lets Cadence do. Strict: an unknown key is an error, and
 * a key whose behaviour is not built is refused by not-built.ts. Every default is what is built.
 */

const oneLine = z
  .string()
  .trim()
  .min(1)
  .max(200)
  .regex(/^[^\p{Cc}]+$/u, 'must be a single line of text');
/** A path from the root of the repository; no `..`, no absolute path, no backslash. */
const repositoryPath = oneLine.regex(
  /^(?!\/)(?!(?:.*\/)?\.\.?(?:\/|$))[^\\]+$/u,
  'must be a path from the root of the repository',
);
const glob = repositoryPath;
const limit = z.number().int().positive().max(1_000_000_000_000);
const money = z.number().positive().max(1_000_000);
const share = z.number().positive().max(1);

/** Who stands in a role that makes something. */
const maker = z.enum(['agent', 'human']);
const reviewer = z.enum(['rules', 'efficiency', 'reasoning', 'human']);

const trigger = z.strictObject({
  label: oneLine
    .max(50)
    .regex(/^[^,]+$/u, 'must not hold a comma')
    .default('cadence'),
  apps: z.array(oneLine).max(50).default([]).meta({ description: 'Apps whose label starts a task too.' }),
});

const roles = z.strictObject({
  generate: maker.default('agent'),
  execute: maker.default('agent'),
  review: z
    .array(reviewer)
    .min(1)
    .max(4)
    .refine((all) => new Set(all).size === all.length, 'must not name a reviewer twice')
    .default(['rules']),
});

const plan = z.strictObject({
  approve: z
    .enum(['never', 'risky', 'always'])
    .default('never')
    .meta({ description: 'When must a person approve the plan before a patch is written?' }),
});

const tests = z.strictObject({
  workflow: repositoryPath
    .regex(/^\.github\/workflows\/[^/]+\.ya?ml$/u, 'must be a file of .github/workflows')
    .default('.github/workflows/cadence-pytest.yml'),
  job: oneLine.default('pytest').meta({ description: 'Name of the job that runs the tests.' }),
  redProof: z
    .enum(['required', 'preferred', 'off'])
    .default('preferred')
    .meta({ description: 'Must new tests be seen failing before the change?' }),
  reversal: z
    .enum(['off', 'sample', 'every'])
    .default('sample')
    .meta({ description: 'Must a new test fail when pieces of the change are taken back?' }),
  timeoutMinutes: z.number().int().min(1).max(1440).default(60),
});

const review = z.strictObject({
  ruleset: repositoryPath.regex(/\.json$/u, 'must be a .json file').default('.github/cadence-rules.json'),
  maxLines: z.number().int().min(1).max(100_000).default(5000),
});

const merge = z.strictObject({
  auto: z.boolean().default(true),
  method: z.enum(['squash', 'merge']).default('squash'),
  approvals: z.number().int().min(0).max(10).default(0),
  deleteBranch: z.boolean().default(true),
  watchMinutes: z.number().int().min(0).max(1440).default(0),
});

const paths = z.strictObject({
  allow: z.array(glob).min(1).max(200).default(['**']),
  protect: z
    .array(glob)
    .max(200)
    .default(['**/conftest.py', '**/pytest.ini', '**/tox.ini', '**/setup.cfg', 'pyproject.toml'])
    .meta({ description: 'Added to what is always protected.' }),
});

/** Who answers to what a change is screened for. Secrets and protected paths are always refused and have no key. */
const answer = z.enum(['refuse', 'person']);
const screen = z
  .strictObject({
    weakenedTests: answer.default('refuse'),
    expectedData: answer
      .default('person')
      .meta({ description: 'Expected values and data files of tests that stood before.' }),
    dependencies: answer.default('person'),
    size: answer.default('refuse'),
  })
  .meta({ description: 'What a change may not do: refused at once, or handed to a person.' });

/** `null` is no limit. Zero is refused: it could be read either way. */
const limits = z.strictObject({
  attempts: z.number().int().min(1).max(10).default(3),
  openPulls: limit.nullable().default(null),
  tasksPerDay: limit.nullable().default(null),
  tokensPerTask: limit.nullable().default(2_000_000),
  tokensPerDay: limit.nullable().default(20_000_000),
  usdPerTask: money.nullable().default(5),
  usdPerDay: money.nullable().default(50),
});

const tokens = z.number().int().min(1_000).max(10_000_000);
const usdPerMillion = z.number().nonnegative().max(10_000);
/** What is left out is the agent's own (src/agents/profiles.ts); a model of another name has no price of ours. */
const profile = (model: string) =>
  z
    .strictObject({
      model: oneLine.default(model),
      contextTokens: tokens.optional().meta({ description: 'What the model reads and writes at once.' }),
      maxReplyTokens: tokens.optional(),
      price: z
        .strictObject({ inUsd: usdPerMillion, outUsd: usdPerMillion })
        .nullable()
        .optional()
        .meta({ description: 'US dollars a million tokens; null is unknown.' }),
      edits: z
        .enum(['tools', 'blocks'])
        .optional()
        .meta({ description: 'blocks: for a model without tool calls.' }),
    })
    .refine(
      ({ contextTokens, maxReplyTokens }) =>
        contextTokens === undefined || maxReplyTokens === undefined || maxReplyTokens < contextTokens,
      { message: 'maxReplyTokens must be less than contextTokens', path: ['maxReplyTokens'] },
    )
    .prefault({});
const agents = z.strictObject({
  api: z.enum(['chat', 'responses']).default('chat'),
  profiles: z
    .strictObject({
      reasoning: profile('o3-2025-04-16'),
      execution: profile('gpt-4.1'),
      efficiency: profile('o4-mini'),
    })
    .prefault({}),
});

const meta = z.strictObject({
  report: z.enum(['off', 'monthly']).default('off'),
  alert: z
    .strictObject({
      overrideRate: share.nullable().default(null),
      rollbackRate: share.nullable().default(null),
      cycleHours: z.number().positive().max(10_000).nullable().default(null),
    })
    .prefault({}),
});

export const policySchema = z.strictObject({
  mode: z.enum(['active', 'shadow']).default('active'),
  trigger: trigger.prefault({}),
  roles: roles.prefault({}),
  plan: plan.prefault({}),
  tests: tests.prefault({}),
  review: review.prefault({}),
  merge: merge.prefault({}),
  paths: paths.prefault({}),
  screen: screen.prefault({}),
  limits: limits.prefault({}),
  agents: agents.prefault({}),
  meta: meta.prefault({}),
});

/** A policy with every default filled in. */
export type Policy = z.output<typeof policySchema>;
export type Reviewer = Policy['roles']['review'][number];
