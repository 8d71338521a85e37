/**
 * buildPatch: who is to write the change writes it against a pinned base; we compute the diff, screen it, and only
 * then is there anything to publish.
 */
import { applyChange, type Change } from '../../patch/change/change.ts';
import { changedLines } from '../../patch/change/changed-lines.ts';
import { land } from '../../patch/land/land.ts';
import { bringsTests, namedTests, splitTests } from '../../patch/change/test-files.ts';
import { testRulesOf } from '../../patch/change/test-rules-of.ts';
import { fingerprint } from '../../patch/change/fingerprint.ts';
import { isRefusedAgain, repetition } from '../../task/gates/repetition.ts';
import type { BuildFailure, BuildProblem } from '../../task/failure-reasons.ts';
import { baseSha } from '../../task/names.ts';
import { textAuthor } from '../../task/gates/text-author.ts';
import { roleHolder } from '../../task/roles.ts';
import { patchProblem } from '../../words/patch-problem.ts';
import { outcome, type Outcome, type LocalAct, type Result } from '../act.ts';
import { openSession, type AgentSession } from '../agent-session.ts';
import { runAgent, type Work } from './agent-patch.ts';
import { changesOf } from './branch-files.ts';
import { heldOutcome } from '../held-outcome.ts';
import { textArtefact } from '../artefacts/json-artefact.ts';
import { screenOurs, type Screened } from './screen-change.ts';
import { storeChange } from '../artefacts/stored-change.ts';

export const buildPatch: LocalAct<'buildPatch'> = {
  step: 'buildPatch',
  cost: 'paid',
  run: async (turn) => {
    const { task, deps } = turn;
    const situation = turn.observations.current();
    const { state } = task;
    if (state.phase !== 'Execute' || situation.policy.kind !== 'policy')
      throw new Error('nothing to build here');
    const { policy } = situation.policy;
    const base = state.branch?.base ?? situation.repo.baseSha;
    const tree = await deps.tree(deps.github, task.repo, base);
    if (tree.kind === 'unreadable') return heldOutcome(deps, 'list-truncated', tree.message);
    if (tree.kind !== 'tree') return tree;
    const work: Work = { turn, state, policy, base, files: tree.files };
    const isDirective = roleHolder(task, policy, 'execute') === 'directive';
    if (isDirective && state.work.learned === null) return fromDirective(work);
    const session = openSession(turn, policy);
    if (!session) return heldOutcome(deps, isDirective ? 'directive-failed' : 'no-model', null);
    return fromAgent(work, session);
  },
};

/** A directive is landed whole; its tests are published first, where they can be named. */
async function fromDirective(work: Work): Promise<Outcome> {
  const { turn, state, files } = work;
  const directive = turn.frozen.directive();
  if (directive.kind !== 'directive')
    return failed(work, 'directive-gone', patchProblem({ kind: 'directive-gone' }));
  const landing = land(files, directive.edits);
  if (landing.kind === 'refused') return failed(work, `landing-${landing.reason}`, landing.message);
  const author = textAuthor(turn.observations.current());
  const verdict = await screenOurs(files, landing.change, work.policy, author, turn.deps.redact);
  if (verdict.kind === 'refused') return failed(work, verdict.reason, verdict.message, landing.change);
  const rules = testRulesOf(files);
  const { tests, rest } = splitTests(landing.change, rules);
  const apart = state.part === 'tests' && bringsTests(tests, rules) && rest.length > 0;
  const parts = apart ? { tests, change: rest } : { tests: null, change: landing.change };
  return built(work, 'directive', parts, verdict);
}

async function fromAgent(work: Work, session: AgentSession): Promise<Result> {
  const { turn, state } = work;
  const tests =
    state.part === 'change' && state.branch?.tests ? await changesOf(turn.deps, [state.branch.tests]) : [];
  if (!tests) return heldOutcome(turn.deps, 'artefact-missing', null);
  let withTests = work.files;
  for (const change of tests) {
    const applied = applyChange(withTests, change);
    if (applied.kind === 'refused') return heldOutcome(turn.deps, 'conflict', applied.message);
    withTests = applied.files;
  }
  const result = await runAgent(work, session, withTests);
  if (result.kind === 'unavailable') return session.whenUnavailable(result);
  if (result.kind === 'no-tests')
    return session.withCalls(outcome({ kind: 'proof_skipped', data: { reason: result.reason } }));
  if (result.kind === 'gave-up')
    return session.withCalls(failed(work, `agent-${result.reason}`, result.message));
  const { change } = result;
  const written = { part: state.part, fingerprint: fingerprint(change), files: change.length };
  const repeated = repetition(turn.task.attempts, written);
  // No attempt is spent on what was tried already.
  if (repeated) return session.withCalls(inCircles(work, repeated));
  const verdict = await screenOurs(withTests, change, work.policy, 'agent', turn.deps.redact);
  const problem = verdict.kind === 'refused' ? verdict : misplaced(work, change);
  if (problem && isRefusedAgain(turn.task.attempts, written))
    return session.withCalls(inCircles(work, 'same-patch'));
  if (problem) return session.withCalls(failed(work, problem.reason, problem.message, change));
  const parts = state.part === 'tests' ? { tests: change, change: null } : { tests: null, change };
  return session.withCalls(built(work, 'agent', parts, verdict));
}

/** The test author writes tests and nothing else; the coder leaves the tests of the proof alone. */
function misplaced(work: Work, change: Change): BuildProblem | null {
  const { state } = work;
  if (state.part === 'tests') {
    const rules = testRulesOf(work.files);
    const { tests, rest } = splitTests(change, rules);
    const [other] = rest;
    if (other)
      return { reason: 'not-a-test', message: patchProblem({ kind: 'not-a-test', path: other.path }) };
    if (!bringsTests(tests, rules))
      return { reason: 'no-test-named', message: patchProblem({ kind: 'no-test-named' }) };
    return null;
  }
  const proved = state.proof.kind === 'proof' ? state.proof.proof.files.map(({ path }) => path) : [];
  const touched = change.find(({ path }) => proved.includes(path));
  return touched
    ? { reason: 'proof-touched', message: patchProblem({ kind: 'proof-touched', path: touched.path }) }
    : null;
}

type Parts = { readonly tests: Change | null; readonly change: Change | null };

function built(work: Work, by: 'directive' | 'agent', { tests, change }: Parts, verdict: Screened): Outcome {
  const { deps } = work.turn;
  const rules = testRulesOf(work.files);
  const storedTests = tests && storeChange(deps, tests, namedTests(tests, rules));
  const storedChange = change && storeChange(deps, change, namedTests(change, rules));
  const concerns = verdict.kind === 'concerns' ? textArtefact(deps, verdict.text) : null;
  const kept = [storedTests, storedChange].flatMap((stored) => (stored ? [stored.artefact] : []));
  return outcome(
    {
      kind: 'patch_built',
      data: {
        by,
        base: baseSha(work.base),
        tests: storedTests?.ref ?? null,
        change: storedChange?.ref ?? null,
        ...(concerns ? { concerns: concerns.address } : {}),
      },
    },
    concerns ? [...kept, concerns] : kept,
  );
}

/** A person is asked, and sees what the last attempt failed on: the words are kept already. */
function inCircles({ state }: Work, reason: 'same-patch' | 'inverse-patch'): Outcome {
  const explained = state.work.learned?.explained ?? null;
  return outcome({ kind: 'held', data: { reason, back: 'here', explained } });
}

function failed(work: Work, reason: BuildFailure, message: string, refused: Change = []): Outcome {
  const explained = textArtefact(work.turn.deps, message);
  const attempt = work.turn.task.attempts.used + 1;
  const { part } = work.state;
  const known =
    refused.length > 0
      ? { fingerprint: fingerprint(refused), files: refused.length, lines: changedLines(refused) }
      : null;
  const data = { reason, attempt, part, explained: explained.address, ...(known ? { refused: known } : {}) };
  return outcome({ kind: 'failed_build_patch', data }, [explained]);
}
