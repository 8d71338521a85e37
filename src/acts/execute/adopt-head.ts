/** adoptHead: a person's own pull request that closes the issue becomes the change, at exactly its present head. */
import { changeBetween } from '../../patch/change/change.ts';
import { namedTests } from '../../patch/change/test-files.ts';
import { testRulesOf } from '../../patch/change/test-rules-of.ts';
import { outcome, type LocalAct } from '../act.ts';
import { heldOutcome } from '../held-outcome.ts';
import { screenChange } from './screen-change.ts';
import { storeChange } from '../artefacts/stored-change.ts';

export const adoptHead: LocalAct<'adoptHead'> = {
  step: 'adoptHead',
  cost: 'free',
  run: async ({ task, observations, deps }) => {
    const { pull, policy, repo } = observations.current();
    if (!pull || policy.kind !== 'policy') throw new Error('there is no pull request to take up');
    const before = await deps.tree(deps.github, task.repo, repo.baseSha);
    const after = await deps.tree(deps.github, task.repo, pull.headSha);
    for (const tree of [before, after]) {
      if (tree.kind === 'unreadable') return heldOutcome(deps, 'list-truncated', tree.message);
      if (tree.kind !== 'tree') return tree;
    }
    if (before.kind !== 'tree' || after.kind !== 'tree') throw new Error('a tree that is no tree');
    const change = changeBetween(before.files, after.files);
    // What a person may allow, this person has written.
    const verdict = await screenChange(before.files, change, policy.policy, 'agent');
    if (verdict.kind === 'refused') return heldOutcome(deps, 'publish-refused', verdict.message);
    const { ref, artefact } = storeChange(deps, change, namedTests(change, testRulesOf(before.files)));
    const data = { pull: pull.number, pullId: pull.id, base: repo.baseSha, change: ref };
    return outcome({ kind: 'change_taken', headSha: pull.headSha, data }, [artefact]);
  },
};
