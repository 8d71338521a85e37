/** readTests: judges the policy's run of exactly the head. What is not clearly red or green holds the task. */
import { decode } from '../../patch/change/text.ts';
import { failureText } from '../../words/run/failure-text.ts';
import { alsoFailedBefore } from '../../words/run/other-failures.ts';
import { evidenceProblem } from '../../words/run/run-problem.ts';
import type { Source } from '../../words/run/source-excerpt.ts';
import { failureSignature } from '../../task/results/failure-signature.ts';
import { judgeEvidence } from '../../task/gates/judge-evidence.ts';
import type { RanBefore } from '../../task/gates/ran-before.ts';
import { isBaseRed } from '../../task/gates/red-base.ts';
import { flakyIds, isCaseOf } from '../../task/results/test-results.ts';
import type { Run } from '../../task/situation.ts';
import type { OnBranch, TestEvidence } from '../../task/task.ts';
import { outcome, type LocalAct, type Result, type Turn } from '../act.ts';
import { changesOf, patchesOn } from '../execute/branch-files.ts';
import { earlierResults } from './earlier-results.ts';
import { failedTest, maxIds } from './failed-test.ts';
import { heldOutcome } from '../held-outcome.ts';
import { comparedWith, movedFiles } from './compare-runs.ts';
import { readProof } from './read-proof.ts';
import { readRedacted, type RunResults } from './run-results.ts';

export const readTests: LocalAct<'readTests'> = {
  step: 'readTests',
  cost: 'free',
  run: async (turn, step) => {
    const { task, deps } = turn;
    const situation = turn.observations.current();
    const { state } = task;
    const run = situation.pull?.runs.find(({ id }) => id === step.runId);
    if (state.phase !== 'Test' || !run || situation.policy.kind !== 'policy')
      throw new Error('no run to read');
    const { job } = situation.policy.policy.tests;
    const read = await readRedacted(deps, run, job);
    if (read.kind !== 'results') return read;
    return state.part === 'proof'
      ? readProof({ turn, state, run, read, job })
      : tested({ turn, state, run, read, job });
  },
};

type Testing = {
  readonly turn: Turn;
  readonly state: TestEvidence;
  readonly run: Run;
  readonly read: RunResults;
  readonly job: string;
};

async function tested({ turn, state, run, read, job }: Testing): Promise<Result> {
  const { deps } = turn;
  const { branch, proof } = state;
  const exempt = proof.kind === 'proof' ? proof.proof.baseFailures : [];
  const named = [...new Set([...(branch.tests?.named ?? []), ...branch.change.named])];
  const compared = await comparedWith(deps, proof, branch);
  if (!compared) return heldOutcome(deps, 'artefact-missing', null);
  const { before, touched } = compared;
  const given = { run, job, results: read.results, exempt, named, before, touched };
  let verdict = judgeEvidence(given);
  if (verdict.kind === 'lost' && before) {
    const moved = await movedFiles(turn, before, branch.base, verdict.failed);
    if ('kind' in moved) return moved;
    verdict = judgeEvidence({ ...given, touched: [...touched, ...moved] });
  }
  if (verdict.kind === 'green') {
    const { passed, exempted } = verdict;
    const { pull } = turn.observations.current();
    if (!pull || !read.results) throw new Error('a green without results');
    const earlier = await earlierResults(deps.github, pull, { run, attempt: read.attempt, job });
    if (earlier.kind !== 'first' && earlier.kind !== 'before') return earlier;
    const flaky = earlier.kind === 'before' ? flakyIds(read.results, earlier.results) : null;
    const evidence = {
      runId: run.id,
      runAttempt: read.attempt,
      headSha: branch.headSha,
      tree: pull.headTree,
      passed,
      exempt: exempted,
      ...(flaky ? { flaky: flaky.slice(0, maxIds) } : {}),
    };
    return outcome({ kind: 'pytest_run', headSha: branch.headSha, data: { judged: 'green', evidence } });
  }
  if (verdict.kind === 'unusable') {
    const reason = verdict.reason === 'no-results' ? 'results-unusable' : 'run-unusable';
    const problem = evidenceProblem(verdict.reason, verdict.about);
    const said = read.problem ? `${problem} ${read.problem}` : problem;
    return heldOutcome(deps, reason, said, { seenRunAt: run.updatedAt });
  }
  const failed = verdict.failures.toSorted((one, other) => rank(one.id, named) - rank(other.id, named));
  const source = await headSource(turn, branch);
  const told = failureText({ failed, conclusion: run.conclusion, source });
  const alsoBefore = presumedAmong(before, verdict.failed);
  const said = alsoBefore.length > 0 ? `${told}\n\n${alsoFailedBefore(alsoBefore)}` : told;
  // With no proof run there is nothing to tell the base's own failures from ours.
  const { policy } = turn.observations.current();
  const workflow = policy.kind === 'policy' ? policy.policy.tests.workflow : '';
  if (proof.kind === 'no-proof' && isBaseRed(turn.observations.current(), workflow))
    return heldOutcome(deps, 'base-is-red', said);
  const signature = failureSignature(verdict.failures);
  return failedTest(turn, run, read, {
    reason: 'red',
    part: 'change',
    failed: verdict.failed,
    signature,
    said,
  });
}

/** Failing tests that failed in the proof run too. That alone excuses nothing: nobody knows who broke them. */
function presumedAmong(before: RanBefore | null, failed: readonly string[]): string[] {
  return before?.presumed.map(({ id }) => id).filter((id) => failed.includes(id)) ?? [];
}

/** The new tests first: they are what the attempt is for. */
function rank(id: string, named: readonly string[]): number {
  return named.some((name) => isCaseOf(id, name)) ? 0 : 1;
}

/**
 * The files of a task's head as text: the base's, with our patches over them. Knows no file where the base cannot be
 * read: a failure is told all the same, without the lines it points to.
 */
export async function headSource({ task, deps }: Turn, branch: OnBranch): Promise<Source> {
  const tree = await deps.tree(deps.github, task.repo, branch.base);
  const changes = await changesOf(deps, patchesOn(branch));
  if (tree.kind !== 'tree' || !changes) return () => null;
  const patched = new Map(changes.flat().map(({ path, after }) => [path, after]));
  return (path) => {
    const file = patched.has(path) ? patched.get(path) : tree.files.get(path);
    const text = file && (file.mode === 'file' || file.mode === 'executable') ? decode(file.bytes) : null;
    return text === null ? null : text.split('\n');
  };
}
