/**
 * merge: the head that was tested, and no other. Once it is announced no other task merges into the base, GitHub is
 * looked at again, and everything is decided on that look. GitHub itself refuses if the head moved (`sha`); what moved
 * after all is seen in what landed.
 */
import { mergeMessage } from '../../words/pull/merge-message.ts';
import type { HoldReason } from '../../task/hold-reasons.ts';
import type { IntentData } from '../../task/intents.ts';
import type { MergeRefusal } from '../../task/shapes/merge-call.ts';
import { baseSha } from '../../task/names.ts';
import type { Situation } from '../../task/situation.ts';
import type { Commit } from '../../task/task.ts';
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

export const merge: Effect<'merge'> = {
  step: 'merge',
  documented: {
    naturalKey: 'the pull request and its head SHA',
    look: 'the pull request is merged',
    heal: 'merge again with the same `sha`: GitHub refuses a merged pull request and a moved head',
  },
  decidedOn: 'a fresh look',
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

/** What somebody else merged is none of ours, nor is a merge of another head. */
function look(turn: Turn): Outcome | Stale | null {
  const { pull, viewer } = turn.observations.current();
  if (!pull?.landed || pull.state !== 'merged') return null;
  const state = stateOf(turn);
  if (pull.landed.by !== viewer || pull.headSha !== state.branch.headSha)
    return { kind: 'stale', reason: 'merged-by-person' };
  return merged(state, pull.landed.sha);
}

function merged(state: Commit, mergeSha: string): Outcome {
  return outcome({
    kind: 'merged',
    headSha: state.branch.headSha,
    data: { mergeSha, base: baseSha(state.branch.base) },
  });
}

async function act(turn: Turn, intent: Intent<IntentData<'merge'>>, signal: AbortSignal): Promise<Result> {
  const state = stateOf(turn);
  const { task, frozen, deps } = turn;
  const situation = turn.observations.current();
  if (!task.pull || situation.policy.kind !== 'policy')
    throw new Error('a merge without pull request or policy');
  const { method } = situation.policy.policy.merge;
  const message = mergeMessage({ task, state, trailer: intent.data.trailer });
  const call = { pull: task.pull.number, sha: state.branch.headSha, method, title: frozen.headline, message };
  const reply = await deps.github.merge(call, signal);
  // GitHub needs a moment to close the issue and says so by an event: until then the landing is not looked at.
  if (reply.kind === 'merged') {
    turn.observations.learned(afterMerge(situation));
    return merged(state, reply.sha);
  }
  if (reply.kind !== 'refused') return reply;
  // What GitHub refuses now, an earlier call of ours may have brought about late.
  const now = await turn.observations.refresh();
  if ('kind' in now) return now;
  const late = look(turn);
  if (late) return late;
  const reason = holdFor(reply.reason);
  if (reason) return heldOutcome(deps, reason, reply.message);
  return outcome({ kind: 'failed_commit', headSha: state.branch.headSha, data: { reason: reply.reason } });
}

/** The situation as the reply patches it: merged, and not yet seen how it landed. */
function afterMerge(situation: Situation): Situation {
  const { pull } = situation;
  return pull ? { ...situation, pull: { ...pull, state: 'merged', landed: null } } : situation;
}

/** A refusal that only people can resolve is told at once; one that a fresh test may resolve goes back to Test. */
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
