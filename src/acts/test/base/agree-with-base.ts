/** A head that its own run found green, held against the base's run: the two jobs must agree. */
import { renderDiff } from '../../../patch/change/render-diff.ts';
import { judgeBase, type BaseSeen, type BaseVerdict } from '../../../task/gates/tests/judge-base.ts';
import { failureSignature } from '../../../task/results/failure-signature.ts';
import { fileOf, type TestResults } from '../../../task/results/test-results.ts';

import type { Failure } from '../../../task/shapes/mutation.ts';
import type { Run } from '../../../task/situation.ts';
import type { TestEvidence } from '../../../task/task.ts';
import { baseFaultText, baseProblemText, editedTestsText } from '../../../words/run/base-run.ts';
import type { Outcome, Turn } from '../../act.ts';
import { readText } from '../../artefacts/json-artefact.ts';
import { changesOf, patchesOn } from '../../execute/branch-files.ts';
import { heldOutcome } from '../../held-outcome.ts';
import { failedTest } from '../failed-test.ts';
import type { RunResults } from '../run-results.ts';
import { baseJobOf, readBase } from './read-base.ts';

type Agreeing = {
  readonly turn: Turn;
  readonly state: TestEvidence;
  readonly run: Run;
  readonly read: RunResults;
  readonly results: TestResults;
  /** What may fail in it. */
  readonly exempt: readonly string[];
};

/** `seen` is null where the workflow has no such job: that is told with the evidence. */
export type Agreement = { readonly kind: 'agrees'; readonly seen: BaseSeen | null };

export async function agreeWithBase(agreeing: Agreeing): Promise<Agreement | Outcome | Failure> {
  const { turn, state, run, read, results, exempt } = agreeing;
  const { deps } = turn;
  const { policy } = turn.observations.current();
  const job = baseJobOf(run);
  if (!job) return { kind: 'agrees', seen: null };
  if (policy.kind !== 'policy') throw new Error('a run without a policy');
  const found = await readBase(deps, run, job);
  if (found.kind === 'unusable')
    return heldOutcome(deps, 'results-unusable', baseProblemText(found.problem), {
      seenRunAt: run.updatedAt,
    });
  if (found.kind !== 'report') return found;
  const { branch, proof } = state;
  const verdict = judgeBase({
    report: found.report,
    base: branch.base,
    head: branch.headSha,
    results,
    proved: proof.kind === 'proof' ? proof.proof.failed : null,
    exempt,
    reversal: policy.policy.tests.reversal,
  });
  const { withheld } = found.report;
  switch (verdict.kind) {
    case 'agrees':
      return { kind: 'agrees', seen: verdict.seen };
    case 'unusable':
      return heldOutcome(deps, 'results-unusable', baseProblemText(verdict.problem), {
        seenRunAt: run.updatedAt,
      });
    case 'differs':
      return red(turn, run, read, verdict, baseFaultText(verdict, withheld));
    case 'edited': {
      const said = editedTestsText(branch.headSha, verdict);
      if (policy.policy.screen.expectedData === 'refuse') return red(turn, run, read, verdict, said);
      if (await isAllowed(agreeing, said, verdict.about)) return { kind: 'agrees', seen: verdict.seen };
      return heldOutcome(deps, 'change-approval', said);
    }
    default: {
      const never: never = verdict;
      return never;
    }
  }
}

function red(
  turn: Turn,
  run: Run,
  read: RunResults,
  verdict: Extract<BaseVerdict, { kind: 'differs' | 'edited' }>,
  said: string,
): Outcome {
  const fault = verdict.kind === 'edited' ? 'edited' : verdict.fault;
  const failed = verdict.about.filter((id) => id.includes('.py'));
  const told = [fault, ...verdict.about].map((id) => ({ id, message: fault, detail: '' }));
  return failedTest(turn, run, read, {
    reason: 'red',
    part: 'change',
    failed,
    signature: failureSignature(told),
    said,
  });
}

/**
 * Whether a person has said yes to exactly these edits: to this text, or to a patch that was shown with the very same
 * edits of these files in it.
 */
async function isAllowed(
  { turn, state }: Agreeing,
  said: string,
  about: readonly string[],
): Promise<boolean> {
  const { deps, task } = turn;
  const changes = await changesOf(deps, patchesOn(state.branch));
  const files = new Set(about.map((id) => fileOf(id)));
  const edits = (changes ?? []).flat().filter(({ path }) => files.has(path));
  const diffs = edits.map((one) => renderDiff([one]).trim());
  for (const { of } of task.authority.approvals) {
    const text = await readText(deps, of);
    if (text === null) continue;
    if (text === deps.redact(said)) return true;
    if (diffs.length >= files.size && diffs.every((diff) => text.includes(diff))) return true;
  }
  return false;
}
