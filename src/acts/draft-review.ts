/** draftReview: the rules, and the Reasoning agent where policy names it, judge the published change at its head. */
import { reviewChange } from '../agents/reasoning-agent.ts';
import { readInstructions, type Instruction } from '../context/instructions.ts';
import type { Policy } from '../policy/policy.ts';
import { parseRuleset } from '../review/ruleset.ts';
import { applyRules, type Finding } from '../review/rules.ts';
import { verdictOf } from '../review/verdict.ts';
import type { Evidence } from '../task/entry.ts';
import type { Review } from '../task/task.ts';
import { outcome, type Outcome, type Reading, type Result, type Turn } from './act.ts';
import { openDesk, type Desk } from './agent-desk.ts';
import { heldOutcome, unavailableOutcome } from './held-outcome.ts';
import { jsonArtefact } from './json-artefact.ts';
import { readSpec } from './spec-artefact.ts';
import { readChange } from './stored-change.ts';

export const draftReview: Reading<'draftReview'> = {
  step: 'draftReview',
  cost: 'paid',
  run: async (turn) => {
    const { task, situation, deps } = turn;
    const { stand } = task;
    if (stand.phase !== 'Review' || situation.policy.kind !== 'policy') throw new Error('nothing to review');
    const { policy } = situation.policy;
    const stored = await readChange(deps, stand.branch.change.change);
    if (!stored) return heldOutcome(deps, 'artefact-missing', null);
    if (situation.ruleset.kind === 'missing')
      return heldOutcome(deps, 'ruleset-missing', situation.ruleset.path);
    const ruleset = situation.ruleset.kind === 'text' ? parseRuleset(situation.ruleset.text) : null;
    if (ruleset?.kind === 'wrong')
      return heldOutcome(deps, 'ruleset-wrong', ruleset.errors.map(({ message }) => message).join('\n'));
    const findings = applyRules(stored, { maxLines: policy.review.maxLines, external: ruleset?.rules ?? [] });
    if (!policy.roles.review.includes('reasoning')) return drafted(turn, policy, findings);
    const desk = openDesk(turn, policy);
    if (!desk) return heldOutcome(deps, 'no-model', null);
    const tree = await deps.tree(deps.github, task.repo, stand.branch.base);
    if (tree.kind === 'unreadable') return heldOutcome(deps, 'list-truncated', tree.message);
    if (tree.kind !== 'tree') return tree;
    const paths = stored.change.map(({ path }) => path);
    const instructions = readInstructions(tree.files, paths);
    return byAgent(
      { turn, stand, policy, diff: stored.diff, evidence: stand.evidence, instructions },
      desk,
      findings,
    );
  },
};

type Judged = {
  turn: Turn;
  stand: Review;
  policy: Policy;
  diff: string;
  evidence: Evidence;
  instructions: readonly Instruction[];
};

/** A verdict arrives through the schema or not at all: what cannot be read is not an approval. */
async function byAgent(judged: Judged, desk: Desk, findings: readonly Finding[]): Promise<Result> {
  const { turn, stand, policy, diff, evidence, instructions } = judged;
  const spec = await readSpec(turn.deps, stand.spec);
  const tests = stand.branch.tests ? await readChange(turn.deps, stand.branch.tests.change) : null;
  const reply = await reviewChange(desk.agent('reasoning'), {
    spec,
    diff: tests ? `${tests.diff}${diff}` : diff,
    evidence: { passed: evidence.passed, failed: evidence.exempt },
    context: '',
    instructions,
  });
  if (reply.kind === 'unavailable') return desk.signed(unavailableOutcome(turn.deps, reply));
  if (reply.kind === 'invalid') {
    const finding: Finding = {
      rule: 'reasoning',
      severity: 'reject',
      path: null,
      line: null,
      message: `The reviewer gave no usable verdict: ${reply.message}`,
    };
    return desk.signed(drafted(turn, policy, [...findings, finding]));
  }
  const said = reply.findings.map(({ path, line, message }): Finding => ({
    rule: 'reasoning',
    severity: 'reject',
    path,
    line,
    message,
  }));
  return desk.signed(drafted(turn, policy, [...findings, ...said]));
}

function drafted(turn: Turn, policy: Policy, findings: readonly Finding[]): Outcome {
  const { verdict } = verdictOf(findings);
  const reviewers = [...policy.roles.review];
  const artefact = jsonArtefact(turn.deps, { verdict, reviewers, findings });
  const { stand } = turn.task;
  return outcome(
    {
      kind: 'review_drafted',
      ...(stand.phase === 'Review' ? { headSha: stand.branch.headSha } : {}),
      data: {
        verdict,
        reviewers,
        findings: findings.length,
        rejecting: findings.filter(({ severity }) => severity === 'reject').length,
        review: artefact.address,
      },
    },
    [artefact],
  );
}
