/** The policy and the ruleset as they stand on the base branch. What cannot be read whole is not guessed. */
import { parsePolicy, unreadablePolicy } from '../../policy/parse-policy.ts';
import { policySchema } from '../../policy/policy.ts';
import type { PolicyState, Situation } from '../../task/situation.ts';
import type { RawBlob } from './raw-situation.ts';
import type { PolicyPaths } from './situation-query.ts';

const defaults = policySchema.parse({});
export const defaultPaths: PolicyPaths = {
  ruleset: defaults.review.ruleset,
  workflow: defaults.tests.workflow,
};

export function readPolicy(blob: RawBlob): PolicyState {
  if (blob === null) return { kind: 'missing' };
  const hash = blob.oid;
  if (typeof blob.text !== 'string' || blob.isTruncated)
    return { kind: 'wrong', errors: [unreadablePolicy], hash };
  const parsed = parsePolicy(blob.text);
  if (parsed.kind === 'policy') return { kind: 'policy', policy: parsed.policy, hash };
  const errors = parsed.errors.map(
    ({ line, column, message }) => `Line ${line}, column ${column}: ${message}`,
  );
  return { kind: 'wrong', errors, hash };
}

export function pathsOf(policy: PolicyState): PolicyPaths {
  if (policy.kind !== 'policy') return defaultPaths;
  return { ruleset: policy.policy.review.ruleset, workflow: policy.policy.tests.workflow };
}

export function triggerOf(policy: PolicyState): string {
  return policy.kind === 'policy' ? policy.policy.trigger.label : defaults.trigger.label;
}

/** A ruleset at the usual place is a choice; one that the policy names, or that cannot be read, is not left out. */
export function readRuleset(blob: RawBlob, path: string): Situation['ruleset'] {
  if (blob === null && path === defaultPaths.ruleset) return { kind: 'none' };
  if (blob === null || typeof blob.text !== 'string' || blob.isTruncated) return { kind: 'missing', path };
  return { kind: 'text', text: blob.text };
}
