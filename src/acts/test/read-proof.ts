/** readTests of a proof: do the new tests fail because the change is missing, and who broke the others that fail? */
import { excuseBase, type Excuse } from '../../task/gates/excuse-base.ts';
import { judgeProof, type ProofVerdict } from '../../task/gates/judge-proof.ts';
import { nameClashes } from '../../task/gates/name-clash.ts';
import { baseRun } from '../../task/gates/red-base.ts';
import type { TestResults } from '../../task/results/test-results.ts';
import type { SkippedProof } from '../../task/failure-reasons.ts';
import { roleHolder } from '../../task/roles.ts';
import type { Failure } from '../../task/shapes/mutation.ts';
import type { Run } from '../../task/situation.ts';
import type { TestProof } from '../../task/task.ts';
import {
  brokenFiles,
  nameClashText,
  passesWithoutChange,
  unclearFailures,
} from '../../words/run/other-failures.ts';
import { proofProblem } from '../../words/run/run-problem.ts';
import { outcome, type Outcome, type Result, type Turn } from '../act.ts';
import { failedTest, maxIds } from './failed-test.ts';
import { heldOutcome } from '../held-outcome.ts';
import { jsonArtefact } from '../artefacts/json-artefact.ts';
import { ranBefore } from './compare-runs.ts';
import { readRedacted, type RunResults } from './run-results.ts';
import { blobId } from '../../patch/change/blob-id.ts';
import { readChange } from '../artefacts/stored-change.ts';

type Proving = {
  readonly turn: Turn;
  readonly state: TestProof;
  readonly run: Run;
  readonly read: RunResults;
  readonly job: string;
};

export async function readProof(proving: Proving): Promise<Result> {
  const { turn, state, run, read } = proving;
  const { deps, task } = turn;
  const { tests, headSha } = state.branch;
  const stored = await readChange(deps, tests.change);
  if (!stored) return heldOutcome(deps, 'artefact-missing', null);
  const files = stored.change;
  const clashes = read.results ? nameClashes(read.results, files) : [];
  const clashing = clashes.map(({ file }) => file);
  // Another name for the file is enough: the next attempt is told, no matter who wrote this one.
  if (clashes.length > 0) return broken(proving, clashing, nameClashText(clashes));
  const verdict = judgeProof({
    conclusion: run.conclusion,
    results: read.results,
    named: tests.named,
    files,
  });
  if (verdict.kind === 'red' && read.results) {
    const blobs = files.flatMap(({ path, after }) => (after ? [{ path, blob: blobId(after.bytes) }] : []));
    return red(proving, verdict, read.results, blobs);
  }
  if (verdict.kind === 'not-red' && roleHolder(task, null, 'execute') === 'agent') {
    const said = passesWithoutChange(verdict.passed);
    return failedTest(turn, run, read, { reason: 'not-red', part: 'tests', failed: verdict.passed, said });
  }
  const { why, said } = shortfall(verdict);
  // A required proof that cannot be had is a person's to judge; a preferred one is told and passed over.
  if (task.redProof === 'required') return heldOutcome(deps, 'proof-required', read.problem ?? said);
  return outcome({ kind: 'proof_skipped', headSha, data: { reason: why } });
}

function shortfall(verdict: ProofVerdict): { why: SkippedProof; said: string } {
  switch (verdict.kind) {
    case 'not-red':
      return { why: 'not-red', said: passesWithoutChange(verdict.passed) };
    case 'unusable':
      return { why: verdict.reason, said: proofProblem(verdict.reason, verdict.about) };
    case 'red':
      throw new Error('a red without results');
    default: {
      const never: never = verdict;
      return never;
    }
  }
}

type Red = Extract<ProofVerdict, { kind: 'red' }>;

async function red(
  proving: Proving,
  { failed, others }: Red,
  results: TestResults,
  files: { path: string; blob: string }[],
): Promise<Result> {
  const { turn, state, run, read } = proving;
  const { deps } = turn;
  const { headSha, base } = state.branch;
  const excuse = await excused(proving, others, results);
  switch (excuse.kind) {
    case 'broken':
      return broken(
        proving,
        excuse.files.map(({ id }) => id),
        brokenFiles(excuse.files),
      );
    case 'unclear':
      return heldOutcome(deps, 'base-unclear', unclearFailures(excuse.notRun), { seenRunAt: run.updatedAt });
    case 'excused': {
      const passed = results.cases.filter(({ outcome: one }) => one === 'passed').map(({ id }) => id);
      const { unnamedPassed } = results;
      const ran = jsonArtefact(
        deps,
        ranBefore.parse({ base, passed, unnamedPassed, presumed: excuse.presumed }),
      );
      const proof = {
        runId: run.id,
        runAttempt: read.attempt,
        headSha,
        failed: failed.slice(0, maxIds),
        baseFailures: [...excuse.known, ...excuse.presumed.map(({ id }) => id)],
        ran: ran.address,
        files,
      };
      return outcome({ kind: 'pytest_run', headSha, data: { judged: 'red', proof } }, [ran]);
    }
    default:
      return excuse;
  }
}

/** Only where something else failed is a run of the base itself asked for: a green base costs no request. */
async function excused(
  { turn, state, job }: Proving,
  failures: readonly string[],
  results: TestResults,
): Promise<Excuse | Failure> {
  const { deps } = turn;
  const situation = turn.observations.current();
  if (failures.length === 0) return { kind: 'excused', known: [], presumed: [] };
  const workflow = situation.policy.kind === 'policy' ? situation.policy.policy.tests.workflow : '';
  const run = baseRun(situation, workflow, state.branch.base);
  const read = run && (await readRedacted(deps, run, job));
  // What is gone cannot tell any more; what GitHub did not answer is asked for again.
  if (read?.kind === 'unknown' || read?.kind === 'limited') return read;
  return excuseBase({ results, failures, base: read?.kind === 'results' ? read.results : null });
}

function broken({ turn, run, read }: Proving, failed: readonly string[], said: string): Outcome {
  return failedTest(turn, run, read, { reason: 'breaks-collection', part: 'tests', failed, said });
}
