/**
 * finish: after a verified landing, and in a document of its own: the branch goes by compare-and-swap, the issue is
 * closed where GitHub has not done it.
 */
import type { Draft } from '../../task/entry.ts';
import type { IntentData } from '../../task/intents.ts';
import type { Mutation } from '../../task/shapes/mutation.ts';
import { outcome, type Effect, type Outcome, type Turn } from '../act.ts';
import { documentEffect } from '../document-effect.ts';

export const finish: Effect<'finish'> = documentEffect({
  step: 'finish',
  documented: {
    naturalKey: 'the branch and the issue',
    look: 'the issue is closed, and the branch is gone or holds a commit that is not ours',
    heal: 'delete the branch where its tip is still ours; close the issue where it is open',
  },
  plan: async (turn) => ({
    kind: 'plan',
    key: turn.task.id,
    data: { closed: turn.observations.current().issue.open ? 'by-us' : 'by-merge' },
  }),
  look: (turn, intent) => (missing(turn).length === 0 ? outcome(draftOf(intent.data)) : null),
  missing: async (turn) => missing(turn),
  expected: (_turn, intent) => draftOf(intent.data),
  // What is merged is merged: a branch or an issue that GitHub will not let us tidy up is no reason to stand still.
  refused: (_turn, intent): Outcome => outcome(draftOf(intent.data)),
});

function draftOf({ closed }: IntentData<'finish'>): Draft {
  return { kind: 'status_done', data: { closed } };
}

function missing(turn: Turn): Mutation[] {
  const { task, frozen } = turn;
  const situation = turn.observations.current();
  const { state } = task;
  const mutations: Mutation[] = [];
  const wanted = situation.policy.kind === 'policy' && situation.policy.policy.merge.deleteBranch;
  const own = state.phase === 'Record' && situation.branch?.headSha === state.branch.headSha;
  if (wanted && own)
    mutations.push({ do: 'deleteBranch', branch: frozen.branch, expectedSha: state.branch.headSha });
  if (situation.issue.open) mutations.push({ do: 'closeIssue', id: situation.issue.id });
  return mutations;
}
