import { stringify } from 'yaml';
import { policySchema, type Reviewer } from './policy.ts';

/** What a new repository's policy says beside the defaults. */
export type DefaultPolicy = {
  reviewers: readonly Reviewer[];
  workflow?: string;
  job?: string;
  redProof?: 'required' | 'preferred' | 'off';
};

/** The text of the policy that an onboarding, `demo` and `try` write. It parses to what was asked for. */
export function renderDefaultPolicy(chosen: DefaultPolicy): string {
  const { tests, merge, limits } = policySchema.parse({});
  const body = {
    roles: { review: [...chosen.reviewers] },
    tests: {
      workflow: chosen.workflow ?? tests.workflow,
      job: chosen.job ?? tests.job,
      redProof: chosen.redProof ?? tests.redProof,
    },
    merge: { method: merge.method, deleteBranch: merge.deleteBranch },
    limits: { attempts: limits.attempts },
  };
  const head = '# What Cadence may do in this repository. `cadence schema` prints every key.\n';
  return head + stringify(body, { lineWidth: 0 });
}
