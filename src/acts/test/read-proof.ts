/** readTests of a proof: do the new tests fail because the change is missing, and who broke the others that fail? */
import { excuseBase, type Excuse } from '../../task/gates/tests/excuse-base.ts';
import { judgeProof, type ProofVerdict } from '../../task/gates/tests/judge-proof.ts';
import { nameClashes } from '../../task/gates/tests/name-clash.ts';
import { fileOf, type TestResults } from '../../task/results/test-results.ts';
import type { SkippedProof } from '../../task/failure-reasons.ts';
import { roleHolder } from '../../task/roles.ts';
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
import { baseResults, ranBefore } from './compare-runs.ts';
import type { RunReader, RunResults } from './run-results.ts';
import { blobId } from '../../patch/change/blob-id.ts';
import type { Change } from '../../patch/change/change.ts';
import { testEdits } from '../../patch/change/test-files.ts';
import { testRulesOf } from '../../patch/change/test-rules-of.ts';
import { readChange } from '../artefacts/stored-change.ts';

type Proving = {
  readonly turn: Turn;
  readonly state: TestProof;
  readonly run: Run;
  readonly read: RunResults;
  readonly reader: RunReader;
};

export async function readProof(proving: Proving): Promise<Result> {
  const { turn, state, run, read, reader } = proving;
  const { deps, task } = turn;
  const { tests, headSha, base } = state.branch;
  const stored = await readChange(deps, tests.change);
  if (!stored) return heldOutcome(deps, 'artefact-missing', null);
  const files = stored.change;
  const clashes = read.results ? nameClashes(read.results, files) : [];
  const clashing = clashes.map(({ file }) => file);
  // Another name for the file is enough: the next attempt is told, no matter who wrote this one.
  if (clashes.length > 0) return broken(proving, clashing, nameClashText(clashes));
  const tree = await deps.tree(deps.github, task.repo, base);
  if (tree.kind !== 'tree' && tree.kind !== 'unreadable') return tree;
  const { kept } = testEdits(files, testRulesOf(tree.kind === 'tree' ? tree.files : new Map()));
  const given = { conclusion: run.conclusion, results: read.results, named: tests.named, kept, files };
  // All tests of a new file are new; in an edited one the base's own run tells which are.
  const isEdited = files.some(({ path, kind }) => kind === 'modified' && fileHasCases(read.results, path));
  let own = isEdited ? await baseResults(turn, reader, base) : null;
  if (own && own.kind !== 'base') return own;
  let verdict = judgeProof({ ...given, base: own?.results ?? null });
  if (verdict.kind === 'red' && verdict.others.length > 0 && !isEdited) {
    // Only where something else failed is a run of the base itself asked for: a green base costs no request.
    own = await baseResults(turn, reader, base);
    if (own && own.kind !== 'base') return own;
    verdict = judgeProof({ ...given, base: own?.results ?? null });
  }
  if (verdict.kind === 'red' && read.results)
    return red(proving, verdict, read.results, { change: files, base: own?.results ?? null });
  if (verdict.kind === 'not-red' && roleHolder(task, null, 'execute') === 'agent') {
    const said = passesWithoutChange(verdict.passed);
    return failedTest(turn, run, read, { reason: 'not-red', part: 'tests', failed: verdict.passed, said });
  }
  const { why, said } = shortfall(verdict);
  // A required proof that cannot be had is a person's to judge; a preferred one is told and passed over.
  if (task.redProof === 'required') return heldOutcome(deps, 'proof-required', read.problem ?? said);
  return outcome({ kind: 'proof_skipped', headSha, data: { reason: why } });
}

function fileHasCases(results: TestResults | null, path: string): boolean {
  return results?.cases.some(({ id }) => fileOf(id) === path) ?? false;
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

function red(
  proving: Proving,
  { failed, cases, files: uncollected, passed: already, others }: Red,
  results: TestResults,
  { change, base: own }: { readonly change: Change; readonly base: TestResults | null },
): Result {
  const { turn, state, run, read } = proving;
  const { deps } = turn;
  const { headSha, base } = state.branch;
  const excuse: Excuse =
    others.length === 0
      ? { kind: 'excused', known: [], presumed: [] }
      : excuseBase({ results, failures: others, base: own });
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
      const { presumed, known } = excuse;
      const before = { base, passed, unnamedPassed, presumed, red: cases, uncollected };
      const ran = jsonArtefact(deps, ranBefore.parse(before));
      const proof = {
        runId: run.id,
        runAttempt: read.attempt,
        headSha,
        failed: failed.slice(0, maxIds),
        ...(already.length > 0 ? { passed: already.length } : {}),
        baseFailures: [...known, ...presumed.map(({ id }) => id)],
        ran: ran.address,
        files: change.flatMap(({ path, after }) => (after ? [{ path, blob: blobId(after.bytes) }] : [])),
      };
      return outcome({ kind: 'pytest_run', headSha, data: { judged: 'red', proof } }, [ran]);
    }
    default: {
      const never: never = excuse;
      return never;
    }
  }
}

function broken({ turn, run, read }: Proving, failed: readonly string[], said: string): Outcome {
  return failedTest(turn, run, read, { reason: 'breaks-collection', part: 'tests', failed, said });
}
