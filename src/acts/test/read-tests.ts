/** readTests: judges the policy's run of exactly the head. What is not clearly red or green holds the task. */
import { decode } from '../../patch/change/text.ts';
import { failureText } from '../../words/run/failure-text.ts';
import { alsoFailedBefore } from '../../words/run/other-failures.ts';
import { endText, evidenceProblem } from '../../words/run/run-problem.ts';
import type { Source } from '../../words/run/source-excerpt.ts';
import { failureSignature } from '../../task/results/failure-signature.ts';
import { judgeEvidence, type EvidenceVerdict } from '../../task/gates/tests/judge-evidence.ts';
import type { RanBefore } from '../../task/gates/tests/ran-before.ts';
import { isBaseRed } from '../../task/gates/tests/red-base.ts';
import { flakyIds, isCaseOf } from '../../task/results/test-results.ts';
import type { Run } from '../../task/situation.ts';
import type { OnBranch, TestEvidence } from '../../task/task.ts';
import { outcome, type LocalAct, type Result, type Turn } from '../act.ts';
import { changesOf, patchesOn } from '../execute/branch-files.ts';
import { earlierResults } from './earlier-results.ts';
import { failedTest, maxIds } from './failed-test.ts';
import { heldOutcome } from '../held-outcome.ts';
import { agreeWithBase } from './base/agree-with-base.ts';
import { listOnce } from './base/list-once.ts';
import { comparedWith, headPaths, movedFiles } from './compare-runs.ts';
import { readEnd } from './read-end.ts';
import { readProof } from './read-proof.ts';
import { readRedacted, type RunReader, type RunResults } from './run-results.ts';

export const readTests: LocalAct<'readTests'> = {
  step: 'readTests',
  cost: 'free',
  run: async (asked, step) => {
    const turn = { ...asked, deps: { ...asked.deps, github: listOnce(asked.deps.github) } };
    const { task, deps } = turn;
    const situation = turn.observations.current();
    const { state } = task;
    const run = situation.pull?.runs.find(({ id }) => id === step.runId);
    if (state.phase !== 'Test' || !run || situation.policy.kind !== 'policy')
      throw new Error('no run to read');
    const { job } = situation.policy.policy.tests;
    const paths = await headPaths(turn, state.branch);
    if ('kind' in paths) return paths;
    const reader = { github: deps.github, job, paths };
    const read = await readRedacted(reader, deps.redact, run);
    if (read.kind !== 'results') return read;
    return state.part === 'proof'
      ? readProof({ turn, state, run, read, reader })
      : tested({ turn, state, run, read, reader });
  },
};

type Testing = {
  readonly turn: Turn;
  readonly state: TestEvidence;
  readonly run: Run;
  readonly read: RunResults;
  readonly reader: RunReader;
};

async function tested(testing: Testing): Promise<Result> {
  const { turn, state, run, read, reader } = testing;
  const { deps } = turn;
  const { branch, proof } = state;
  const named = [...new Set([...(branch.tests?.named ?? []), ...branch.change.named])];
  const compared = await comparedWith(turn, reader, proof, branch);
  if (!compared) return heldOutcome(deps, 'artefact-missing', null);
  if (compared.kind !== 'compared') return compared;
  const { before, exempt, seen } = compared;
  const given = { run, job: reader.job, results: read.results, exempt, named, before, seen };
  let verdict = judgeEvidence(given);
  if (verdict.kind === 'lost' && before) {
    const moved = await movedFiles(turn, before, branch.base, verdict.failed);
    if ('kind' in moved) return moved;
    verdict = judgeEvidence({ ...given, moved });
  }
  if (verdict.kind === 'green') {
    const { passed, exempted } = verdict;
    const { pull } = turn.observations.current();
    if (!pull || !read.results) throw new Error('a green without results');
    const agreed = await agreeWithBase({ turn, state, run, read, results: read.results, exempt: exempted });
    if (agreed.kind !== 'agrees') return agreed;
    const earlier = await earlierResults(reader, pull, { run, attempt: read.attempt });
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
      ...(agreed.seen ? { base: agreed.seen } : {}),
    };
    return outcome({ kind: 'pytest_run', headSha: branch.headSha, data: { judged: 'green', evidence } });
  }
  if (verdict.kind === 'unusable') return unusable(testing, verdict);
  const failed = verdict.failures.toSorted((one, other) => rank(one.id, named) - rank(other.id, named));
  const source = await headSource(turn, branch);
  const told = failureText({ failed, conclusion: run.conclusion, source });
  const alsoBefore = presumedAmong(before, verdict.failed);
  const said = alsoBefore.length > 0 ? `${told}\n\n${alsoFailedBefore(alsoBefore)}` : told;
  // With no run to compare with there is nothing to tell the base's own failures from ours.
  const { policy } = turn.observations.current();
  const workflow = policy.kind === 'policy' ? policy.policy.tests.workflow : '';
  if (!before && proof.kind === 'no-proof' && isBaseRed(turn.observations.current(), workflow))
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

type Unusable = Extract<EvidenceVerdict, { kind: 'unusable' }>;

/** No test says what is wrong. Where a job failed all the same, its log is asked. */
async function unusable({ turn, run, read, reader }: Testing, verdict: Unusable): Promise<Result> {
  const { deps } = turn;
  const { reason, about } = verdict;
  const problem = evidenceProblem(reason, about);
  const seen = { seenRunAt: run.updatedAt };
  const [job] = about;
  if ((reason === 'job-failed' || reason === 'other-job-failed') && job) {
    const end = await readEnd(reader, run.id, read.attempt, job);
    if ('kind' in end) return end;
    const told = deps.redact(endText(problem, end.lines));
    // What pytest's own step says is about the code: a coverage that is too low, a crash at the end, a warning.
    if (reason === 'job-failed' && end.by === 'pytest' && end.lines.length > 0) {
      const signature = failureSignature([{ id: job, message: told, detail: '' }]);
      return failedTest(turn, run, read, {
        reason: 'red',
        part: 'change',
        failed: [],
        signature,
        said: told,
      });
    }
    return heldOutcome(deps, 'run-unusable', told, seen);
  }
  const said = read.problem ? `${problem} ${read.problem}` : problem;
  return heldOutcome(deps, reason === 'no-results' ? 'results-unusable' : 'run-unusable', said, seen);
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
