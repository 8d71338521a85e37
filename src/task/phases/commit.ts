/** Commit: merge the tested head, then see with our own eyes that what landed is what was tested. */
import { mergeGate } from '../gates/merge-gate.ts';
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';
import type { Commit, Task } from '../task.ts';
import { baseUnlocked, waitFor } from '../waits.ts';

/** GitHub refusing again and again is not cured by asking again. */
const maxRefusals = 3;

export function commit(task: Task, state: Commit, situation: Situation, settings: Settings): Step {
  if (state.merged) {
    const landed = situation.pull?.state === 'merged' ? situation.pull.landed : null;
    return landed ? { kind: 'verifyLanding' } : waitFor('landing', [], situation, settings.closeLookMs);
  }
  if (settings.merging === 'paused') return { kind: 'hold', reason: 'repository-paused', back: 'here' };
  if (task.attempts.mergeRefusals >= maxRefusals)
    return { kind: 'hold', reason: 'merge-refused', back: 'here' };
  const gate = mergeGate(task, state, situation);
  switch (gate.kind) {
    case 'open':
    case 'retest':
      // The base is about to move: an update now would have to be tested twice.
      if (settings.merging === 'locked')
        return waitFor('base-locked', [baseUnlocked], situation, settings.lookMs);
      return gate.kind === 'open' ? { kind: 'merge' } : { kind: 'updateBranch' };
    case 'hold':
      return { kind: 'hold', reason: gate.reason, back: gate.back };
    case 'wait':
      return waitFor(gate.why, [], situation, settings.pendingMs);
    default: {
      const never: never = gate;
      throw new Error(`unknown gate ${JSON.stringify(never)}`);
    }
  }
}
