/** verifyLanding: what landed must be the tree that was tested, on the base that it was tested on. */
import { landingText } from '../../words/pull/landing-text.ts';
import { outcome, type LocalAct, type Result } from '../act.ts';
import { heldOutcome } from '../held-outcome.ts';

export const verifyLanding: LocalAct<'verifyLanding'> = {
  step: 'verifyLanding',
  cost: 'free',
  run: async ({ task, observations, deps }): Promise<Result> => {
    const { state } = task;
    const situation = observations.current();
    const landed = situation.pull?.landed;
    if (state.phase !== 'Commit' || !state.merged || !landed) throw new Error('nothing landed to verify');
    const [parent = ''] = landed.parents;
    const isTestedHead = situation.pull?.headSha === state.branch.headSha;
    const { evidence, merged } = state;
    const tree = evidence.kind === 'evidence' ? evidence.tree : (situation.pull?.headTree ?? 'unknown');
    const asTested = isTestedHead && landed.tree === tree && parent === merged.base;
    if (!asTested) {
      const tested = { tree, parent: merged.base };
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
