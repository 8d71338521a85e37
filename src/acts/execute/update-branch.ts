/** updateBranch: the base's new commits are merged into the branch, so that the tested tree is the tree that lands. */
import type { IntentData } from '../../task/intents.ts';
import { baseSha } from '../../task/names.ts';
import type { Published } from '../../task/task.ts';
import {
  outcome,
  type Effect,
  type Intent,
  type Outcome,
  type Result,
  type Stale,
  type Turn,
} from '../act.ts';
import { heldOutcome } from '../held-outcome.ts';

export const updateBranch: Effect<'updateBranch'> = {
  step: 'updateBranch',
  documented: {
    naturalKey: 'the head SHA before the update',
    look: 'the head is a merge whose first parent is the old head, and no commit of the base is missing',
    heal: 'ask again with the same `expected_head_sha`: GitHub refuses if the head moved',
  },
  plan: async (turn) => {
    const { headSha } = branchOf(turn);
    return { kind: 'plan', key: `${headSha}+${turn.observations.current().repo.baseSha}`, data: { headSha } };
  },
  look,
  act,
};

function branchOf(turn: Turn): Published {
  const { state } = turn.task;
  const tested = state.phase === 'Review' || state.phase === 'Commit';
  if (tested || (state.phase === 'Test' && state.part === 'evidence')) return state.branch;
  throw new Error(`an update of the branch in ${state.phase}`);
}

function look(turn: Turn, intent: Intent<IntentData<'updateBranch'>>): Outcome | Stale | null {
  const { pull } = turn.observations.current();
  const before = intent.data.headSha;
  if (!pull || pull.headSha === before) return null;
  const [first, base] = pull.headParents;
  if (first !== before || !base) return { kind: 'stale', reason: 'head-moved' };
  return outcome({ kind: 'base_updated', headSha: pull.headSha, data: { base: baseSha(base) } });
}

async function act(
  turn: Turn,
  intent: Intent<IntentData<'updateBranch'>>,
  signal: AbortSignal,
): Promise<Result> {
  const { task, deps } = turn;
  if (!task.pull) throw new Error('an update without a pull request');
  // An update that we asked for earlier may have come late.
  const late = look(turn, intent);
  if (late) return late;
  const { headSha } = branchOf(turn);
  const reply = await deps.github.updateBranch({ pull: task.pull.number, expectedHeadSha: headSha }, signal);
  if (reply.kind === 'asked') return { kind: 'pending' };
  if (reply.kind !== 'refused') return reply;
  const now = await turn.observations.refresh();
  if ('kind' in now) return now;
  const updated = look(turn, intent);
  if (updated) return updated;
  return heldOutcome(deps, reply.reason === 'conflict' ? 'conflict' : 'update-refused', reply.message);
}
