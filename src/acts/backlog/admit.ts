/** admit: the task begins under the policy that stands at the base now. */
import { outcome, type LocalAct } from '../act.ts';

export const admit: LocalAct<'admit'> = {
  step: 'admit',
  cost: 'free',
  run: async ({ observations }) => {
    const found = observations.current().policy;
    if (found.kind !== 'policy') throw new Error('admitted without a policy');
    const { policy, hash } = found;
    const { redProof } = policy.tests;
    return outcome({
      kind: 'admitted',
      data: { policyHash: hash, redProof, attempts: policy.limits.attempts },
    });
  },
};
