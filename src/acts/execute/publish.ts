/**
 * publishTests and publishChange: a commit of exactly the built patch on the task's branch, and its pull request.
 * Natural key: the patch's fingerprint in the commit message; every part is compare-and-swap at GitHub.
 */
import { commitMessage, patchIn } from '../../words/pull/commit-message.ts';
import { patchProblem } from '../../words/patch-problem.ts';
import type { Draft } from '../../task/entry.ts';
import type { IntentData } from '../../task/intents.ts';
import { baseSha, headSha, type HeadSha } from '../../task/names.ts';
import type { Mutation, RefusedMutation } from '../../task/shapes/mutation.ts';
import type { Built, ExecuteChange, ExecuteTests } from '../../task/task.ts';
import { outcome, type Effect, type Intent, type Outcome, type Plan, type Stale, type Turn } from '../act.ts';
import { changesOf, commitFor, patchesOn } from './branch-files.ts';
import { documentEffect } from '../document-effect.ts';
import { heldOutcome } from '../held-outcome.ts';
import { ifAppended } from '../projections.ts';
import { bodyOf } from '../pull-projection.ts';

/** Both say the same of what they publish. */
type Publishing = Intent<IntentData<'publishTests' | 'publishChange'>>;

type Ready = { readonly state: ExecuteTests | ExecuteChange; readonly built: Built };

function ready(turn: Turn): Ready {
  const { state } = turn.task;
  if (state.phase !== 'Execute' || !state.built) throw new Error('nothing is built to publish');
  return { state, built: state.built };
}

export const publishTests: Effect<'publishTests'> = publishing('publishTests');
export const publishChange: Effect<'publishChange'> = publishing('publishChange');

function publishing<K extends 'publishTests' | 'publishChange'>(step: K): Effect<K, Publishing['data']> {
  return documentEffect({
    step,
    documented: {
      naturalKey:
        'the fingerprint of the patch, in the trailer `Cadence-Patch` of the commit at the tip of the branch',
      look: 'the branch exists, its tip carries the fingerprint, and an open pull request has it as its head',
      heal: 'create what is missing: branch (refused if it exists), commit (refused unless the tip is as expected), pull request (one a branch)',
    },
    plan: async (turn) => plan(turn),
    look,
    missing,
    expected,
    refused,
  });
}

function plan(turn: Turn): Plan<Publishing['data']> | Outcome {
  const { state, built } = ready(turn);
  const { branch } = turn.observations.current();
  const { fingerprint } = built.patch;
  const tip = state.branch?.headSha ?? built.base;
  // A commit of somebody else's on a branch of this name: GitHub would refuse ours each time, and its content is not ours.
  if (!state.branch && branch && branch.headSha !== tip && patchIn(branch.message) !== fingerprint) {
    const foreign = { kind: 'foreign-branch', branch: turn.frozen.branch, headSha: branch.headSha } as const;
    return heldOutcome(turn.deps, 'head-moved', patchProblem(foreign));
  }
  return { kind: 'plan', key: fingerprint, data: { fingerprint, base: built.base, tip } };
}

function look(turn: Turn, intent: Publishing): Outcome | Stale | null {
  const { branch, pull } = turn.observations.current();
  if (!branch) return null;
  if (patchIn(branch.message) !== intent.data.fingerprint) {
    const known = branch.headSha === intent.data.tip;
    return known ? null : { kind: 'stale', reason: 'head-moved' };
  }
  if (!pull || pull.headSha !== branch.headSha || pull.state !== 'open') return null;
  return outcome(draftOf(turn, branch.headSha, { number: pull.number, id: pull.id }));
}

function draftOf(turn: Turn, head: HeadSha, pull: { number: number; id: string }): Draft {
  const { state, built } = ready(turn);
  const base = state.branch?.base ?? built.base;
  const data = { pull: pull.number, pullId: pull.id, base: baseSha(base) };
  return state.part === 'tests'
    ? { kind: 'tests_published', headSha: head, data }
    : { kind: 'patch_applied', headSha: head, data };
}

function expected(turn: Turn): Draft {
  const { pull } = turn.observations.current();
  return draftOf(turn, headSha('pending'), { number: pull?.number ?? 0, id: pull?.id ?? '' });
}

async function missing(turn: Turn, intent: Publishing): Promise<readonly Mutation[] | Outcome | Stale> {
  const { frozen, task, deps } = turn;
  const situation = turn.observations.current();
  const { state, built } = ready(turn);
  const mutations: Mutation[] = [];
  const committed =
    situation.branch !== null && patchIn(situation.branch.message) === intent.data.fingerprint;
  if (!situation.branch) mutations.push({ do: 'createBranch', branch: frozen.branch, sha: built.base });
  if (!committed) {
    const base = await deps.tree(deps.github, task.repo, state.branch?.base ?? built.base);
    if (base.kind !== 'tree') return { kind: 'stale', reason: 'base-unreadable' };
    const held = await changesOf(deps, patchesOn(state.branch));
    const tests = state.part === 'change' ? (state.branch?.tests ?? null) : null;
    const wanted = await changesOf(deps, [tests, built.patch]);
    if (!held || !wanted) return heldOutcome(deps, 'artefact-missing', null);
    const attempt = task.attempts.used + 1;
    const part = state.part === 'tests' ? 'tests' : tests ? 'change' : 'both';
    mutations.push({
      do: 'commit',
      branch: frozen.branch,
      expectedHeadSha: intent.data.tip,
      ...commitMessage({ headline: frozen.headline, part, attempt, fingerprint: built.patch.fingerprint }),
      ...commitFor(base.files, held, wanted),
    });
  }
  if (!situation.pull || situation.pull.state !== 'open') {
    mutations.push({
      do: 'createPull',
      branch: frozen.branch,
      base: task.baseBranch,
      title: frozen.headline,
      body: await bodyOf(deps, ifAppended(task, expected(turn), situation.at), frozen),
    });
  }
  return mutations;
}

/** GitHub said no: a moved tip is decided again, anything else is a person's to see. */
function refused(turn: Turn, _intent: Publishing, refusals: readonly RefusedMutation[]): Outcome | Stale {
  if (refusals.some(({ reason }) => reason === 'moved' || reason === 'exists'))
    return { kind: 'stale', reason: 'head-moved' };
  return heldOutcome(turn.deps, 'publish-refused', refusals.map(({ message }) => message).join('\n'));
}
