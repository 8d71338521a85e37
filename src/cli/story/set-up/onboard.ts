import { renderDefaultPolicy } from '../../../policy/default-policy.ts';
import { parsePolicy } from '../../../policy/parse-policy.ts';
import { policySchema } from '../../../policy/policy.ts';
import { baseScript } from '../../../task/results/base/base-report.ts';
import { shippedScript, shippedWorkflow } from './app-manifest.ts';

export const policyPath = '.github/cadence.yml';

/** What a repository has of what Cadence needs; texts, null where there is no such file. */
export type Present = {
  readonly policy: string | null;
  readonly has: (path: string) => boolean;
  readonly branch: string;
};

export type Onboarding = {
  /** Files to add or replace, by path: what the commit of an onboarding holds. */
  readonly files: Readonly<Record<string, string>>;
  /** The label that starts a task there. */
  readonly label: string;
};

/**
 * What has to be added to the copy of a repository so that Cadence may work in it. A policy that is there is obeyed
 * as it is; the one that is written names the reviewers that can run. `given` replaces both.
 */
export function onboard(present: Present, given: string | null, model: 'model' | 'no model'): Onboarding {
  const own = given ?? present.policy;
  const text =
    own ??
    renderDefaultPolicy({ reviewers: model === 'model' ? ['rules', 'efficiency', 'reasoning'] : ['rules'] });
  const parsed = parsePolicy(text);
  const policy = parsed.kind === 'policy' ? parsed.policy : policySchema.parse({});
  const shipped = policySchema.parse({}).tests.workflow;
  const files: Record<string, string> = {};
  if (text !== present.policy) files[policyPath] = text;
  // A workflow elsewhere is the repository's own matter: that it is missing there is for Cadence to say.
  if (policy.tests.workflow === shipped && !present.has(shipped)) {
    files[shipped] = shippedWorkflow(present.branch);
    if (!present.has(baseScript)) files[baseScript] = shippedScript();
  }
  return { files, label: policy.trigger.label };
}
