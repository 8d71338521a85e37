/** hold: the task waits, with the words that say why. */
import { planText } from '../words/plan-text.ts';
import { workOf } from '../task/task.ts';
import { outcome, type LocalAct } from './act.ts';
import { readSpec } from './artefacts/spec-artefact.ts';
import { heldOutcome } from './held-outcome.ts';

export const hold: LocalAct<'hold'> = {
  step: 'hold',
  cost: 'free',
  run: async ({ deps, observations, task }, { reason, back }) => {
    const { policy } = observations.current();
    if (policy.kind === 'wrong') return heldOutcome(deps, reason, policy.errors.join('\n'), { back });
    const { state } = task;
    const work = workOf(state);
    if (reason === 'plan-approval' && work)
      return heldOutcome(deps, reason, planText(await readSpec(deps, work.spec)), { back });
    if (reason === 'change-approval' && 'built' in state && state.built?.concerns)
      return outcome({
        kind: 'held',
        data: { reason, back, explained: state.built.concerns },
      });
    // What the last attempt taught is why it stands still: the words are kept already.
    const explained = work?.learned?.explained ?? null;
    return outcome({ kind: 'held', data: { reason, back, explained } });
  },
};
