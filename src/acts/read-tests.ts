/** readTests: judges the policy's run of exactly the head. What is not clearly red or green holds the task. */
import { failureText } from '../github/words/failure-text.ts';
import { failureSignature } from '../task/gates/failure-signature.ts';
import { judgeEvidence } from '../task/gates/judge-evidence.ts';
import { judgeProof } from '../task/gates/judge-proof.ts';
import { isBaseRed } from '../task/gates/red-base.ts';
import { flakyIds, isCaseOf } from '../task/gates/test-results.ts';
import type { Run } from '../task/situation.ts';
import type { Draft } from '../task/entry.ts';
import type { TestEvidence, TestProof } from '../task/task.ts';
import { outcome, type Outcome, type Reading, type Result, type Turn } from './act.ts';
import { earlierResults } from './earlier-results.ts';
import { headSource } from './head-source.ts';
import { heldOutcome } from './held-outcome.ts';
import { textArtefact } from './json-artefact.ts';
import type { TestResults } from '../task/gates/test-results.ts';
import { readResults, type RunResults } from './run-results.ts';
import { blobId, readChange } from './stored-change.ts';

/** Node ids in an entry are identifiers; a thousand of them would be a log. */
const mostIds = 200;

export const readTests: Reading<'readTests'> = {
  step: 'readTests',
  cost: 'free',
  run: async (turn, step) => {
    const { task, situation, deps } = turn;
    const { stand } = task;
    const run = situation.pull?.runs.find(({ id }) => id === step.runId);
    if (stand.phase !== 'Test' || !run || situation.policy.kind !== 'policy')
      throw new Error('no run to read');
    const { job } = situation.policy.policy.tests;
    const said = await readResults(deps.github, run, job);
    if (said.kind !== 'results') return said;
    const read = redacted(said, deps.redact);
    return stand.part === 'proof' ? proved(turn, stand, run, read) : tested(turn, stand, run, read, job);
  },
};

/** Names and words of tests are anybody's: a secret of ours among them goes no further. */
function redacted(read: RunResults, redact: (text: string) => string): RunResults {
  const { results, problem } = read;
  return {
    ...read,
    results: results && (JSON.parse(redact(JSON.stringify(results))) as TestResults),
    problem: problem && redact(problem),
  };
}

async function proved(turn: Turn, stand: TestProof, run: Run, read: RunResults): Promise<Outcome> {
  const { deps, task } = turn;
  const { tests, headSha } = stand.branch;
  const verdict = judgeProof({ conclusion: run.conclusion, results: read.results, named: tests.named });
  if (verdict.kind === 'red') {
    const stored = await readChange(deps, tests.change);
    if (!stored) return heldOutcome(deps, 'artefact-missing', null);
    const blobs = stored.change.flatMap(({ path, after }) =>
      after ? [{ path, blob: blobId(after.bytes) }] : [],
    );
    const proof = {
      runId: run.id,
      runAttempt: read.attempt,
      headSha,
      failed: verdict.failed.slice(0, mostIds),
      baseFailures: verdict.baseFailures,
      files: blobs,
    };
    return outcome({ kind: 'pytest_run', headSha, data: { judged: 'red', proof } });
  }
  if (verdict.kind === 'not-red' && stand.source === 'agent') {
    const said = `These new tests pass without the change, so they prove nothing:\n${verdict.passed.join('\n')}`;
    return failedTest(turn, run, read, { reason: 'not-red', part: 'tests', failed: verdict.passed, said });
  }
  const why = verdict.kind === 'not-red' ? 'not-red' : verdict.reason;
  const said =
    verdict.kind === 'not-red'
      ? `These tests pass without the change: ${verdict.passed.join(', ')}`
      : verdict.message;
  // A required proof that cannot be had is a person's to judge; a preferred one is told and passed over.
  if (task.redProof === 'required') return heldOutcome(deps, 'proof-required', read.problem ?? said);
  return outcome({ kind: 'proof_skipped', headSha, data: { reason: why } });
}

async function tested(
  turn: Turn,
  stand: TestEvidence,
  run: Run,
  read: RunResults,
  job: string,
): Promise<Result> {
  const { deps } = turn;
  const { branch, proof } = stand;
  const exempt = proof.kind === 'proof' ? proof.proof.baseFailures : [];
  const named = [...new Set([...(branch.tests?.named ?? []), ...branch.change.named])];
  const verdict = judgeEvidence({ run, job, results: read.results, exempt, named });
  if (verdict.kind === 'green') {
    const { passed, exempted } = verdict;
    const { pull } = turn.situation;
    if (!pull || !read.results) throw new Error('a green without results');
    const earlier = await earlierResults(deps.github, pull, { run, attempt: read.attempt, job });
    if (earlier.kind !== 'first' && earlier.kind !== 'before') return earlier;
    const flaky = earlier.kind === 'before' ? flakyIds(read.results, earlier.results) : null;
    const evidence = {
      runId: run.id,
      runAttempt: read.attempt,
      headSha: branch.headSha,
      passed,
      exempt: exempted,
      ...(flaky ? { flaky: flaky.slice(0, mostIds) } : {}),
    };
    return outcome({ kind: 'pytest_run', headSha: branch.headSha, data: { judged: 'green', evidence } });
  }
  if (verdict.kind === 'unusable') {
    const reason = verdict.reason === 'no-results' ? 'results-unusable' : 'run-unusable';
    const said = read.problem ? `${verdict.message} ${read.problem}` : verdict.message;
    return heldOutcome(deps, reason, said, 'here', { seenRunAt: run.updatedAt });
  }
  const failed = verdict.failures.toSorted((one, other) => rank(one.id, named) - rank(other.id, named));
  const source = await headSource(turn, branch);
  const said = failureText({ failed, conclusion: run.conclusion, source });
  // With no proof run there is nothing to tell the base's own failures from ours.
  const { policy } = turn.situation;
  const workflow = policy.kind === 'policy' ? policy.policy.tests.workflow : '';
  if (proof.kind === 'no-proof' && isBaseRed(turn.situation, workflow) === 'red')
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

/** The new tests first: they are what the attempt is for. */
function rank(id: string, named: readonly string[]): number {
  return named.some((name) => isCaseOf(id, name)) ? 0 : 1;
}

/** `said` is what people and the next attempt are told of it. */
type Failing = {
  readonly reason: string;
  readonly part: 'tests' | 'change';
  readonly failed: readonly string[];
  readonly signature?: string;
  readonly said: string;
};

function failedTest(turn: Turn, run: Run, read: RunResults, failing: Failing): Outcome {
  const { reason, part, failed, signature, said } = failing;
  const explained = textArtefact(turn.deps, said);
  const { stand, attempts } = turn.task;
  const attempt = part === 'tests' ? attempts.used + 1 : attempts.used;
  const headSha = stand.phase === 'Test' ? stand.branch.headSha : run.headSha;
  const draft: Draft = {
    kind: 'failed_test',
    headSha,
    data: {
      reason,
      attempt,
      part,
      runId: run.id,
      runAttempt: read.attempt,
      failed: failed.slice(0, mostIds),
      ...(signature ? { signature } : {}),
      seenRunAt: run.updatedAt,
      explained: explained.address,
    },
  };
  return outcome(draft, [explained]);
}
