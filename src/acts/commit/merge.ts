/**
 * merge: the head that was tested, and no other. GitHub refuses the call if the head moved (`sha`); that the base has
 * not moved since the tests is asked right before, and seen again in what landed.
 */
import { mergeMessage } from '../../words/pull/merge-message.ts';
import type { HoldReason } from '../../task/hold-reasons.ts';
import { baseSha } from '../../task/names.ts';
import type { Situation } from '../../task/situation.ts';
import type { Commit } from '../../task/task.ts';
import {
  outcome,
  type Effect,
  type Intent,
  type MergeRefusal,
  type Outcome,
  type Result,
  type Turn,
} from '../act.ts';
import { heldOutcome } from '../held-outcome.ts';

export const merge: Effect<'merge'> = {
  step: 'merge',
  documented: {
    naturalKey: 'the pull request and its head SHA',
    look: 'the pull request is merged',
    heal: 'merge again with the same `sha`: GitHub refuses a merged pull request and a moved head',
  },
  plan: async (turn) => {
    const state = stateOf(turn);
    const { trailer } = await turn.deps.seal(turn.task.repo);
    return { kind: 'plan', key: state.branch.headSha, data: { sha: state.branch.headSha, trailer } };
  },
  look,
  act,
};

function stateOf(turn: Turn): Commit {
  const { state } = turn.task;
  if (state.phase !== 'Commit') throw new Error(`a merge in ${state.phase}`);
  return state;
}

function look(turn: Turn): Outcome | null {
  const { pull } = turn.situation;
  if (!pull?.landed || pull.state !== 'merged') return null;
  const state = stateOf(turn);
  return merged(state, pull.landed.sha);
}

function merged(state: Commit, mergeSha: string): Outcome {
  return outcome({
    kind: 'merged',
    headSha: state.branch.headSha,
    data: { mergeSha, base: baseSha(state.branch.base) },
  });
}

async function act(turn: Turn, intent: Intent, signal: AbortSignal): Promise<Result> {
  const state = stateOf(turn);
  const { task, situation, frozen, deps } = turn;
  if (!task.pull || situation.policy.kind !== 'policy')
    throw new Error('a merge without pull request or policy');
  const { method } = situation.policy.policy.merge;
  const message = mergeMessage({ task, state, trailer: String(intent.data['trailer']) });
  const call = { pull: task.pull.number, sha: state.branch.headSha, method, title: frozen.headline, message };
  const reply = await deps.github.merge(call, signal);
  // GitHub needs a moment to close the issue and says so by an event: until then the landing is not looked at.
  if (reply.kind === 'merged') return { ...merged(state, reply.sha), situation: afterMerge(situation) };
  if (reply.kind !== 'refused') return reply;
  const reason = holdFor(reply.reason);
  if (reason) return heldOutcome(deps, reason, reply.message);
  return outcome({ kind: 'failed_commit', headSha: state.branch.headSha, data: { reason: reply.reason } });
}

/** The situation as the reply patches it: merged, and not yet seen how it landed. */
function afterMerge(situation: Situation): Situation {
  const { pull } = situation;
  return pull ? { ...situation, pull: { ...pull, state: 'merged', landed: null } } : situation;
}

/** A refusal that only people can mend is told at once; one that a fresh test may mend goes back to Test. */
function holdFor(reason: MergeRefusal): HoldReason | null {
  switch (reason) {
    case 'forbidden':
      return 'merge-forbidden';
    case 'method-not-allowed':
      return 'method-not-allowed';
    case 'draft':
      return 'pull-draft';
    case 'head-moved':
    case 'base-moved':
    case 'not-mergeable':
    case 'other':
      return null;
    default: {
      const never: never = reason;
      return never;
    }
  }
}
