/** Test: the proof must be red because the named tests fail, the evidence must be green; both from GitHub Actions. */
import { policyRun } from '../gates/tests/policy-run.ts';
import { isJudgedByBase } from '../gates/tests/workflow-files.ts';
import type { Situation } from '../situation.ts';
import type { Settings, Step } from '../step.ts';
import type { Task, TestEvidence, TestProof } from '../task.ts';
import { waitFor } from '../waits.ts';

export function testProof(task: Task, state: TestProof, situation: Situation, settings: Settings): Step {
  return readOrWait(task, state.branch.headSha, situation, settings);
}

export function testEvidence(
  task: Task,
  state: TestEvidence,
  situation: Situation,
  settings: Settings,
): Step {
  // A run tests the head merged into the base of its moment: only a head that holds the base tip proves itself.
  if (situation.behindBy === null) return waitFor('behind-unknown', [], situation, settings.pendingMs);
  if (situation.behindBy > 0) return { kind: 'updateBranch' };
  return readOrWait(task, state.branch.headSha, situation, settings);
}

function readOrWait(task: Task, head: string, situation: Situation, settings: Settings): Step {
  const { pull, policy } = situation;
  // Just published: what was read before may not show it yet.
  if (!pull || pull.headSha !== head || policy.kind !== 'policy')
    return waitFor('pull-not-seen', ['workflow_run.completed'], situation, settings.pendingMs);
  if (!isJudgedByBase(situation)) return { kind: 'hold', reason: 'workflow-changed', back: 'here' };
  const run = policyRun(pull, policy.policy.tests.workflow);
  if (run.kind === 'completed') return { kind: 'readTests', runId: run.run.id };
  if (run.kind === 'truncated') return { kind: 'hold', reason: 'list-truncated', back: 'here' };
  // A conflicted pull request gets no run at all: that is its own state, not an outage.
  if (run.kind === 'none' && pull.mergeable === 'no')
    return { kind: 'hold', reason: 'conflict', back: 'here' };
  const patience = policy.policy.tests.timeoutMinutes * 60_000;
  const left = task.changedAt + patience - situation.at;
  if (left <= 0) return { kind: 'hold', reason: 'no-run', back: 'here' };
  return waitFor('tests', ['workflow_run.completed'], situation, Math.min(settings.lookMs, left));
}
