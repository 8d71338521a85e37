/** draftSpec: what the issue asks for, as a validated task specification. A directive and a person's role need no model. */
import { draftSpec as draftWithAgent } from '../../agents/reasoning-agent.ts';
import { withoutBase64 } from '../../agents/without-base64.ts';
import { readInstructions } from '../../context/instructions.ts';
import { packTree } from '../../context/off-loop.ts';
import { joinVisible, visibleText } from '../../markdown/visible.ts';
import type { Files } from '../../patch/change/change.ts';
import { protectedBy } from '../../patch/screen/protected-paths.ts';
import type { Policy } from '../../policy/policy.ts';
import { roleHolder } from '../../task/roles.ts';
import { spec, type Spec } from '../../task/spec.ts';
import { emptyIssue } from '../../words/patch-problem.ts';
import { outcome, type Outcome, type LocalAct, type Result, type Turn } from '../act.ts';
import { openSession } from '../agent-session.ts';
import { heldOutcome } from '../held-outcome.ts';
import { jsonArtefact, readText } from '../artefacts/json-artefact.ts';

/** Tokens of repository that the drafting agent reads: enough to name files, little enough to be cheap. */
const contextTokens = 8_000;

export const draftSpec: LocalAct<'draftSpec'> = {
  step: 'draftSpec',
  cost: 'paid',
  run: async (turn) => {
    const { frozen, deps } = turn;
    const situation = turn.observations.current();
    if (situation.policy.kind !== 'policy') throw new Error('a draft without a policy');
    const { policy } = situation.policy;
    const directive = frozen.directive();
    if (directive.kind === 'refused') return heldOutcome(deps, 'directive-ill-formed', directive.message);
    const { title } = frozen;
    if (!title) return heldOutcome(deps, 'spec-ill-formed', emptyIssue('title'));
    const plain = {
      title: title.slice(0, 300),
      goal: withoutBase64(frozen.goal()).slice(0, 8_000) || title,
      kind: 'micro' as const,
      acceptance: [],
      tests: [],
      risk: null,
    };
    if (directive.kind === 'directive') {
      const filesInScope = [...new Set(directive.edits.map(({ path }) => path))];
      return generated(turn, { ...plain, source: 'directive', testsWanted: false, filesInScope });
    }
    if (roleHolder(turn.task, policy, 'execute') === 'person')
      return generated(turn, { ...plain, source: 'person', testsWanted: false, filesInScope: [] });
    // A traceback in a fence is text enough.
    if (!frozen.body().trim()) return heldOutcome(deps, 'spec-ill-formed', emptyIssue('text'));
    return drafted(turn, policy);
  },
};

async function drafted(turn: Turn, policy: Policy): Promise<Result> {
  const { frozen, task, deps } = turn;
  const situation = turn.observations.current();
  const session = openSession(turn, policy);
  if (!session) return heldOutcome(deps, 'no-model', null);
  const tree = await deps.tree(deps.github, task.repo, situation.repo.baseSha);
  if (tree.kind === 'unreadable') return heldOutcome(deps, 'list-truncated', tree.message);
  if (tree.kind !== 'tree') return tree;
  const forbidden = onlyProtected(tree.files, frozen.title, policy.paths.protect);
  if (forbidden.length > 0 && !task.authority.guidance)
    return heldOutcome(deps, 'protected-path', forbidden.map((path) => `- ${path}`).join('\n'));
  const guidance = visibleText(
    (task.authority.guidance && (await readText(deps, task.authority.guidance))) ?? '',
  );
  // What nobody sees in the issue must not choose what the agent sees.
  const question = joinVisible(frozen.title, frozen.body(), guidance);
  const { text: context, ranges } = await packTree(tree.files, withoutBase64(question), contextTokens);
  const draft = await draftWithAgent(session.agent('reasoning'), {
    title: frozen.title,
    body: frozen.body(),
    context,
    instructions: readInstructions(
      tree.files,
      ranges.map(({ path }) => path),
    ),
    guidance,
  });
  if (draft.kind === 'unavailable') return session.whenUnavailable(draft);
  if (draft.kind === 'invalid')
    return session.withCalls(
      heldOutcome(deps, draft.reason === 'too-long' ? 'spec-ill-formed' : 'model-unusable', draft.message),
    );
  const { questions, ...rest } = draft.spec;
  const isProtected = protectedBy(policy.paths.protect);
  const { filesInScope } = rest;
  if (filesInScope.length > 0 && filesInScope.every(isProtected))
    return session.withCalls(
      heldOutcome(deps, 'protected-path', filesInScope.map((path) => `- ${path}`).join('\n')),
    );
  if (questions.length > 0)
    return session.withCalls(heldOutcome(deps, 'questions', questions.map((one) => `- ${one}`).join('\n')));
  return session.withCalls(generated(turn, { ...rest, kind: 'micro', source: 'agent' }));
}

/** The files that the title names, where every one of them is protected: no token is spent on such an issue. */
function onlyProtected(files: Files, title: string, globs: readonly string[]): readonly string[] {
  const named = [...files.keys()].filter((path) => namesPath(title, path));
  return named.every(protectedBy(globs)) ? named : [];
}

function namesPath(title: string, path: string): boolean {
  const at = title.indexOf(path);
  return at >= 0 && !/[\w/.-]/.test(title[at - 1] ?? '') && !/[\w/-]/.test(title[at + path.length] ?? '');
}

function generated({ deps }: Turn, value: Spec): Outcome {
  const artefact = jsonArtefact(deps, spec.parse(value));
  const { source, acceptance, risk } = value;
  const data = { source, spec: artefact.address, acceptance: acceptance.length, ...(risk ? { risk } : {}) };
  return outcome({ kind: 'task_generated', data }, [artefact]);
}
