/** Acts that only write down what was decided: admit, hold, release, verifyLanding, archive, report. */
import type { EntryData, RequestCounts } from '../task/entry.ts';
import { overridesOf, workOf } from '../task/task.ts';
import { planText } from '../words/plan-text.ts';
import { landingText } from '../words/pull/landing-text.ts';
import { outcome, type LocalAct, type Result, type Turn } from './act.ts';
import { heldOutcome } from './held-outcome.ts';
import { readSpec } from './artefacts/spec-artefact.ts';

export const admit: LocalAct<'admit'> = {
  step: 'admit',
  cost: 'free',
  run: async ({ situation }) => {
    if (situation.policy.kind !== 'policy') throw new Error('admitted without a policy');
    const { policy, hash } = situation.policy;
    const { redProof } = policy.tests;
    return outcome({
      kind: 'admitted',
      data: { policyHash: hash, redProof, attempts: policy.limits.attempts },
    });
  },
};

export const hold: LocalAct<'hold'> = {
  step: 'hold',
  cost: 'free',
  run: async ({ deps, situation, task }, step) => {
    if (situation.policy.kind === 'wrong')
      return heldOutcome(deps, step.reason, situation.policy.errors.join('\n'), { back: step.back });
    const { state } = task;
    const work = workOf(state);
    if (step.reason === 'plan-approval' && work)
      return heldOutcome(deps, step.reason, planText(await readSpec(deps, work.spec)), { back: step.back });
    if (step.reason === 'change-approval' && 'built' in state && state.built?.concerns)
      return outcome({
        kind: 'held',
        data: { reason: step.reason, back: step.back, explained: state.built.concerns },
      });
    // What the last attempt taught is why it stands still: the words are kept already.
    const explained = work?.learned?.explained ?? null;
    return outcome({ kind: 'held', data: { reason: step.reason, back: step.back, explained } });
  },
};

export const release: LocalAct<'release'> = {
  step: 'release',
  cost: 'free',
  run: async (_turn, step) => {
    const { reason, to } = step;
    return outcome({ kind: 'released', data: { reason, ...(to === 'Test' ? { to } : {}) } });
  },
};

/** What landed must be the tree that was tested, on the base that it was tested on. */
export const verifyLanding: LocalAct<'verifyLanding'> = {
  step: 'verifyLanding',
  cost: 'free',
  run: async ({ task, situation, deps }): Promise<Result> => {
    const { state } = task;
    const landed = situation.pull?.landed;
    if (state.phase !== 'Commit' || !state.merged || !landed) throw new Error('nothing landed to verify');
    const [parent = ''] = landed.parents;
    const asTested = landed.tree === situation.pull?.headTree && parent === state.merged.base;
    if (!asTested) {
      const tested = { tree: situation.pull?.headTree ?? 'unknown', parent: state.merged.base };
      const detail = landingText(landed.sha, { tree: landed.tree, parent }, tested);
      return heldOutcome(deps, 'landed-differs', detail);
    }
    return outcome({
      kind: 'committed',
      headSha: state.branch.headSha,
      data: { mergeSha: landed.sha, parent, tree: landed.tree },
    });
  },
};

/** Seals the log as it stands with a signed checkpoint. */
export const archive: LocalAct<'archive'> = {
  step: 'archive',
  cost: 'free',
  run: async ({ task, deps }) => {
    const { size, root } = await deps.seal(task.repo);
    return outcome({ kind: 'archived', data: { size, root } });
  },
};

export const report: LocalAct<'report'> = {
  step: 'report',
  cost: 'free',
  run: async ({ task, deps }) => outcome({ kind: 'reported', data: reportOf(task, deps.now()) }),
};

function reportOf(task: Turn['task'], now: number): EntryData<'reported'> {
  const requests: RequestCounts = { ...task.spent.requests };
  return {
    cycleMs: Math.max(0, now - task.queuedAt),
    attempts: task.attempts.used,
    requests,
    tokensIn: task.spent.tokensIn,
    tokensOut: task.spent.tokensOut,
    costUsd: task.spent.costUsd,
    overrides: overridesOf(task.state),
  };
}
