/** draftReview: every reviewer that the policy names judges the published change at its head. */
import { citable, noVerdict, notedBy, rejectedBy, ruleNames, type Said } from '../../review/cite.ts';
import { lintChange } from '../../agents/efficiency-agent.ts';
import type { Invalid } from '../../agents/ask-for-json.ts';
import type { Unavailable } from '../../agents/model.ts';
import { reviewChange } from '../../agents/reasoning-agent.ts';
import { readInstructions } from '../../context/instructions.ts';
import { packTree } from '../../context/off-loop.ts';
import type { Change, Files } from '../../patch/change/change.ts';
import { dismissedWords, earlierFindings, sortFindings } from '../../review/earlier-findings.ts';
import { hasCode } from '../../review/is-code.ts';
import { parseRuleset, type ExternalRule } from '../../review/ruleset.ts';
import { applyRules, type Finding, type Reviewed } from '../../review/rules.ts';
import { verdictOf } from '../../review/verdict.ts';
import type { Policy } from '../../policy/policy.ts';
import { roleHolder } from '../../task/roles.ts';
import type { Review, Task } from '../../task/task.ts';
import { outcome, type Outcome, type LocalAct, type Result, type Turn } from '../act.ts';
import { openSession, type AgentSession } from '../agent-session.ts';
import { heldOutcome } from '../held-outcome.ts';
import { jsonArtefact } from '../artefacts/json-artefact.ts';
import { readSpecForAgent } from '../artefacts/spec-artefact.ts';
import { readChange, wholeChange } from '../artefacts/stored-change.ts';

export const draftReview: LocalAct<'draftReview'> = {
  step: 'draftReview',
  cost: 'paid',
  run: async (turn) => {
    const { task, situation, deps } = turn;
    const { state } = task;
    if (state.phase !== 'Review' || situation.policy.kind !== 'policy') throw new Error('nothing to review');
    const { policy } = situation.policy;
    const stored = await readChange(deps, state.branch.change.change);
    if (!stored) return heldOutcome(deps, 'artefact-missing', null);
    if (situation.ruleset.kind === 'missing')
      return heldOutcome(deps, 'ruleset-missing', situation.ruleset.path);
    const ruleset = situation.ruleset.kind === 'text' ? parseRuleset(situation.ruleset.text) : null;
    if (ruleset?.kind === 'wrong')
      return heldOutcome(deps, 'ruleset-wrong', ruleset.errors.map(({ message }) => message).join('\n'));
    const external = ruleset?.rules ?? [];
    const findings = applyRules(stored, { maxLines: policy.review.maxLines, external });
    const whole = await wholeChange(deps, state.branch.tests, stored.change);
    const judged: Judged = { turn, state, stored, whole, external };
    const asked = asks(turn.task, policy, stored);
    if (asked.length === 0) return drafted(judged, { findings, summary: null });
    const session = openSession(turn, policy);
    if (!session) return heldOutcome(deps, 'no-model', null);
    const tree = await deps.tree(deps.github, task.repo, state.branch.base);
    if (tree.kind === 'unreadable') return heldOutcome(deps, 'list-truncated', tree.message);
    if (tree.kind !== 'tree') return tree;
    return byAgents(judged, session, { asked, findings, files: tree.files });
  },
};

type Judged = {
  readonly turn: Turn;
  readonly state: Review;
  readonly stored: Reviewed;
  /** With the test commit: what the pull request shows. */
  readonly whole: Change;
  readonly external: readonly ExternalRule[];
};
type AgentReviewer = 'reasoning' | 'efficiency';
type Reviews = { readonly findings: readonly Finding[]; readonly summary: string | null };

/** Reasoning reviews every diff, Efficiency those with code: their profiles say so. */
function asks(task: Task, policy: Policy, { change }: Reviewed): AgentReviewer[] {
  const reviewers = roleHolder(task, policy, 'review');
  const code = hasCode(change.map(({ path }) => path));
  return (['reasoning', 'efficiency'] as const).filter(
    (name) => reviewers.includes(name) && (name === 'reasoning' || code),
  );
}

async function byAgents(
  judged: Judged,
  session: AgentSession,
  given: {
    readonly asked: readonly AgentReviewer[];
    readonly findings: readonly Finding[];
    readonly files: Files;
  },
): Promise<Result> {
  const findings = [...given.findings];
  let summary: string | null = null;
  for (const name of given.asked) {
    const said =
      name === 'reasoning'
        ? await reasoning(judged, session, given.files)
        : await efficiency(judged, session, given.files);
    if (said.kind === 'unavailable') return session.whenUnavailable(said);
    findings.push(...said.findings);
    summary = said.summary ?? summary;
  }
  return session.withCalls(drafted(judged, { findings, summary }));
}

type Heard = ({ readonly kind: 'heard' } & Reviews) | Unavailable;

/** What the reviewer sees of the tree beside the diff. */
const contextTokens = 8_000;

/** A verdict arrives through the schema or not at all: what cannot be read is not an approval. */
async function reasoning(
  { turn, state, stored, whole, external }: Judged,
  session: AgentSession,
  files: Files,
): Promise<Heard> {
  const spec = await readSpecForAgent(turn.deps, state.work.spec);
  const tests = state.branch.tests ? await readChange(turn.deps, state.branch.tests.change) : null;
  const { title, goal, acceptance } = spec;
  const paths = stored.change.map(({ path }) => path);
  const question = [goal, ...acceptance, ...paths].join('\n');
  const { text: context } = await packTree(files, question, contextTokens);
  // The author's summary and rationale are no part of it: the diff has to speak for itself.
  const reply = await reviewChange(session.agent('reasoning'), {
    spec: { title, goal, acceptance },
    diff: tests ? `${tests.diff}${stored.diff}` : stored.diff,
    evidence:
      state.evidence.kind === 'override'
        ? null
        : { passed: state.evidence.passed, failed: state.evidence.exempt },
    context,
    instructions: readInstructions(files, paths),
    dismissed: dismissedWords(turn.situation),
  });
  if (reply.kind === 'unavailable') return reply;
  if (reply.kind === 'invalid') return unusable('reasoning', reply);
  if (reply.verdict === 'approve') return { kind: 'heard', findings: [], summary: null };
  const cited = { change: whole, rules: citable(acceptance.length, external) };
  return { kind: 'heard', findings: rejectedBy('reasoning', reply.findings, cited), summary: null };
}

async function efficiency({ stored, external }: Judged, session: AgentSession, files: Files): Promise<Heard> {
  const rules = external.map(({ line, type, pattern, message }) =>
    [`ruleset:${line}`, type, pattern.source, message ?? ''].join(' ').trim(),
  );
  const reply = await lintChange(session.agent('efficiency'), {
    diff: stored.diff,
    rules: rules.join('\n'),
    instructions: readInstructions(
      files,
      stored.change.map(({ path }) => path),
    ),
  });
  if (reply.kind === 'unavailable') return reply;
  if (reply.kind === 'invalid') return unusable('efficiency', reply);
  const said: readonly Said[] = reply.findings;
  const cited = { change: stored.change, rules: new Set(ruleNames(external)) };
  return { kind: 'heard', findings: notedBy('efficiency', said, cited), summary: reply.summary };
}

function unusable(reviewer: AgentReviewer, { message }: Invalid): Heard {
  return { kind: 'heard', findings: [noVerdict(reviewer, message)], summary: null };
}

/** What a person dismissed counts no more; what stands from an earlier round counts, and is not said again. */
function drafted({ turn, state, whole }: Judged, { findings, summary }: Reviews): Outcome {
  const { situation } = turn;
  const sorted = sortFindings(findings, whole, earlierFindings(situation));
  const verdict = verdictOf(sorted.kept);
  const policy = situation.policy.kind === 'policy' ? situation.policy.policy : null;
  const reviewers = [...roleHolder(turn.task, policy, 'review')];
  const artefact = jsonArtefact(turn.deps, {
    verdict,
    reviewers,
    summary,
    dismissed: sorted.dismissed.length,
    findings: sorted.kept,
  });
  return outcome(
    {
      kind: 'review_drafted',
      headSha: state.branch.headSha,
      data: {
        verdict,
        reviewers,
        findings: sorted.kept.length,
        rejecting: sorted.kept.filter(({ severity }) => severity === 'reject').length,
        review: artefact.address,
        ...(sorted.dismissed.length > 0 ? { dismissed: [...sorted.dismissed] } : {}),
      },
    },
    [artefact],
  );
}
