/** What a task has to show, as short sentences: the same words in the status comment, the review and the check run. */
import type { Evidence, Proof } from '../task/entry.ts';
import type { Ground, Override, OverridableGate } from '../task/gates/ground.ts';
import { workingState, type Active, type ProofState, type TaskState, type Task } from '../task/task.ts';
import { codeSpan } from './code.ts';
import { commitLine } from './neutralise.ts';
import { noProofSentence } from './no-proof-sentence.ts';

/** Works from the pages of an issue and of a pull request, on any host: both lie two levels below the repository. */
export function runLink(runId: number): string {
  return `[run ${runId}](../actions/runs/${runId})`;
}

export function proofSentence(state: ProofState, place: 'page' | 'plain'): string {
  if (state.kind === 'no-proof') return noProofSentence(state.reason);
  const { failed, passed = 0 } = state.proof;
  const tests = failed.length === 1 ? '1 new test failed' : `${failed.length} new tests failed`;
  return `${tests} without the change (${runName(state.proof, place)})${alreadySentence(passed)}`;
}

/** New tests that prove nothing, since they pass either way. */
export function alreadySentence(passed: number): string {
  if (passed === 0) return '';
  return passed === 1 ? '; 1 more passes without it too' : `; ${passed} more pass without it too`;
}

/** The new tests that failed, as code; a few of them. */
export function failedNames(proof: Pick<Proof, 'failed'>, most = 5): string {
  const shown = proof.failed.slice(0, most).map((id) => codeSpan(id));
  const left = proof.failed.length - shown.length;
  return [...shown, ...(left > 0 ? [`and ${left} more`] : [])].join(', ');
}

export function testsSentence(ground: Ground<'tests'>, place: 'page' | 'plain'): string {
  switch (ground.kind) {
    case 'evidence':
      return evidenceSentence(ground, place);
    case 'override':
      return overrideSentence(ground, place);
    default: {
      const never: never = ground;
      throw new Error(`unknown ground ${JSON.stringify(never)}`);
    }
  }
}

/** How many tests passed, for a title. */
export function testsCount(ground: Ground<'tests'>): string {
  return ground.kind === 'override'
    ? 'tests overridden'
    : `${ground.passed} ${ground.passed === 1 ? 'test' : 'tests'}`;
}

export function reviewSentence(ground: Ground<'review'>, place: 'page' | 'plain'): string {
  switch (ground.kind) {
    case 'verdict':
      return passedSentence(ground.findings);
    case 'override':
      return overrideSentence(ground, place);
    default: {
      const never: never = ground;
      throw new Error(`unknown ground ${JSON.stringify(never)}`);
    }
  }
}

function overrideSentence({ by }: Override<OverridableGate>, place: 'page' | 'plain'): string {
  return `overridden by ${place === 'page' ? codeSpan(by, 60) : commitLine(by)}`;
}

function evidenceSentence(evidence: Evidence, place: 'page' | 'plain'): string {
  const { passed, exempt } = evidence;
  return `${passed} passed (${runName(evidence, place)})${excusedSentence(exempt.length)}${flakySentence(evidence)}`;
}

export function excusedSentence(count: number): string {
  if (count === 0) return '';
  return count === 1
    ? '; 1 ignored: it fails without the change too'
    : `; ${count} ignored: they fail without the change too`;
}

/** A green that came after a red of the same head counts, and says so. No names: a commit message has none either. */
export function flakySentence({ flaky }: Evidence): string {
  if (flaky === undefined) return '';
  if (flaky.length === 0) return '; ⚠️ re-run: an earlier run of this commit did not pass';
  const tests = flaky.length === 1 ? '1 test' : `${flaky.length} tests`;
  return `; ⚠️ re-run: ${tests} failed in an earlier run of this commit`;
}

/** The tests that fail on one run of a head and pass on the next, as code, behind a colon; `''` where none are known. */
export function flakyNames(ground: Ground<'tests'>): string {
  const flaky = ground.kind === 'evidence' ? ground.flaky : undefined;
  return flaky && flaky.length > 0 ? `: ${failedNames({ failed: flaky })}` : '';
}

export function runName(
  { runId, runAttempt }: { runId: number; runAttempt: number },
  place: 'page' | 'plain',
): string {
  const name = place === 'page' ? runLink(runId) : `run ${runId}`;
  return runAttempt > 1 ? `${name}, attempt ${runAttempt}` : name;
}

/** The working phase that holds a task's facts; null once it is cancelled. */
export function standing(state: TaskState): Active | null {
  return state.phase === 'Cancelled' ? null : workingState(state);
}

export function proofOf(state: Active): ProofState | null {
  return 'proof' in state ? state.proof : null;
}

export function evidenceOf(state: Active): Ground<'tests'> | null {
  return 'evidence' in state ? state.evidence : null;
}

export function verdictOf(state: Active): Ground<'review'> | null {
  return 'verdict' in state ? state.verdict : null;
}

/** Of a review that passed. */
function passedSentence(findings: number): string {
  if (findings === 0) return 'passed, no findings';
  return findings === 1 ? 'passed, 1 note' : `passed, ${findings} notes`;
}

export function attemptsSentence({ attempts: { used, granted } }: Pick<Task, 'attempts'>): string {
  return `${used} of ${granted}`;
}

export function costSentence({ tokensIn, tokensOut, costUsd }: Task['spent']): string | null {
  if (tokensIn + tokensOut === 0) return null;
  const money = costUsd > 0 ? `, $${costUsd < 0.01 ? costUsd.toFixed(4) : costUsd.toFixed(2)}` : '';
  return `${grouped(tokensIn)} tokens in, ${grouped(tokensOut)} out${money}`;
}

function grouped(value: number): string {
  return value.toString().replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What the base's run saw, or what nobody has looked at. */
export function baseSentence({ base }: Pick<Evidence, 'base'>): string {
  if (!base)
    return 'the workflow has no job `cadence-base`: nothing shows that the change leaves alone what judges it';
  const { passed, canaries, reversed } = base;
  const taken = reversed > 0 ? ', new tests fail when the change is taken back' : '';
  return `${passed} passed with the base’s files, ${canaries} tests that must fail did${taken}`;
}
