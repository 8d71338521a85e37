/**
 * Which run counts: the policy's workflow, for `pull_request`, on exactly the head. A check run of the same name, from
 * another app or workflow, or a run somebody dispatched, is not it.
 */
import type { Pull, Run } from '../../situation.ts';

export type PolicyRun =
  | { readonly kind: 'none' }
  | { readonly kind: 'truncated' }
  | { readonly kind: 'going'; readonly run: Run }
  | { readonly kind: 'completed'; readonly run: Run };

export function policyRun(pull: Pull, workflow: string): PolicyRun {
  const runs = pull.runs.filter(
    (run) => run.path === workflow && run.event === 'pull_request' && run.headSha === pull.headSha,
  );
  const [latest] = runs.toSorted((left, right) => right.id - left.id);
  if (!latest) return pull.runsComplete ? { kind: 'none' } : { kind: 'truncated' };
  if (!latest.complete || !pull.runsComplete) return { kind: 'truncated' };
  // The suite may be completed before its last job is: every job has to be.
  const over = latest.status === 'completed' && latest.jobs.every((job) => job.status === 'completed');
  return over ? { kind: 'completed', run: latest } : { kind: 'going', run: latest };
}
