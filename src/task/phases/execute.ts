/** Execute: the tests first, then the change; each built against a pinned base, screened, and published. */
import { missingApproval } from '../gates/approval.ts';
import { mayAct, roleOf, type Situation } from '../situation.ts';
import { roleHolder } from '../roles.ts';
import type { Settings, Step } from '../step.ts';
import { maxRounds } from '../gates/review-rounds.ts';
import type { ExecuteChange, ExecuteTests, Task } from '../task.ts';
import { waitFor } from '../waits.ts';

export function execute(
  task: Task,
  state: ExecuteTests | ExecuteChange,
  situation: Situation,
  settings: Settings,
): Step {
  // A change that three reviews rejected is not talked into a fourth: a person looks first.
  if (task.attempts.rejections >= maxRounds && !state.built)
    return { kind: 'hold', reason: 'review-rounds', back: 'here' };
  const policy = situation.policy.kind === 'policy' ? situation.policy.policy : null;
  const holder = roleHolder(task, policy, 'execute');
  if (holder === 'person') return personsChange(task, state, situation, settings);
  const missing = policy && missingApproval(task, state, policy);
  if (missing) return { kind: 'hold', reason: missing, back: 'here' };
  if (state.built) return { kind: state.part === 'tests' ? 'publishTests' : 'publishChange' };
  const { used, granted } = task.attempts;
  // A directive is one try; what it lacks, only a model or a person can add.
  const isFailedDirective =
    holder === 'directive' && state.work.learned !== null && settings.model === 'none';
  if (isFailedDirective && !task.authority.guidance)
    return { kind: 'hold', reason: 'directive-failed', back: 'Generate' };
  if (used >= granted) return { kind: 'hold', reason: 'attempts-exhausted', back: 'here' };
  // Stops early: the attempts that are left are a person's to spend, with guidance.
  if (task.attempts.progress === 'none') return { kind: 'hold', reason: 'no-progress', back: 'here' };
  return { kind: 'buildPatch', part: state.part };
}

/** The role is a person's: wait for their pull request that closes the issue, and take up each new head of it. */
function personsChange(
  task: Task,
  state: ExecuteTests | ExecuteChange,
  situation: Situation,
  settings: Settings,
): Step {
  const { pull } = situation;
  const isTheirs =
    pull !== null &&
    pull.state === 'open' &&
    pull.author.kind === 'person' &&
    !pull.crossRepository &&
    mayAct(roleOf(situation, pull.author.login), 'write');
  if (isTheirs && pull.headSha !== state.branch?.headSha) {
    if (task.redProof === 'required') return { kind: 'hold', reason: 'proof-required', back: 'here' };
    return { kind: 'adoptHead' };
  }
  return waitFor('person', ['pull_request.opened'], situation, settings.idleMs);
}
