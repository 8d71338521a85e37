/** One run of the Execution agent: what it sees, what it may touch, what came of it. */
import { runExecution, type GaveUpReason } from '../../agents/execution-agent.ts';
import type { Unavailable } from '../../agents/model.ts';
import type { PathGuard } from '../../agents/tools/work-tree.ts';
import { readInstructions } from '../../context/instructions.ts';
import { packTree } from '../../context/off-loop.ts';
import { visibleText } from '../../markdown/visible.ts';
import type { Change, Files } from '../../patch/change/change.ts';
import { protectedBy } from '../../patch/screen/protected-paths.ts';
import type { SkippedProof } from '../../task/failure-reasons.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ExecuteChange, ExecuteTests } from '../../task/task.ts';
import type { Turn } from '../act.ts';
import type { AgentSession } from '../agent-session.ts';
import { patchProblem } from '../../words/patch-problem.ts';
import { readText } from '../artefacts/json-artefact.ts';
import { learnedText } from '../artefacts/explanation.ts';
import { readSpec } from '../artefacts/spec-artefact.ts';
import { readChange } from '../artefacts/stored-change.ts';

const contextTokens = 24_000;
const bounds = { turns: 40, tokens: 1_000_000 };

/** A patch that is to be built: whose turn, what for, and on which base. */
export type Work = {
  readonly turn: Turn;
  readonly state: ExecuteTests | ExecuteChange;
  readonly policy: Policy;
  readonly base: string;
  /** The files of the base. */
  readonly files: Files;
};

export type AgentPatch =
  | { readonly kind: 'change'; readonly change: Change }
  | { readonly kind: 'no-tests'; readonly reason: SkippedProof }
  | { readonly kind: 'gave-up'; readonly reason: GaveUpReason; readonly message: string }
  | Unavailable;

export async function runAgent(work: Work, session: AgentSession, files: Files): Promise<AgentPatch> {
  const { turn, state, policy } = work;
  const { deps, task } = turn;
  const spec = await readSpec(deps, state.work.spec);
  if (state.part === 'tests' && !spec.testsWanted && task.redProof === 'preferred')
    return { kind: 'no-tests', reason: 'no-tests-wanted' };
  const last = state.work.learned;
  const failures = last ? await learnedText(deps, last) : null;
  const previous = last?.change ? await readChange(deps, last.change) : null;
  const guidance = task.authority.guidance ? await readText(deps, task.authority.guidance) : null;
  const learned =
    last || guidance
      ? {
          previousDiff: previous?.diff ?? '',
          failures: failures ?? '',
          guidance: visibleText(guidance ?? ''),
        }
      : null;
  const question = [spec.title, spec.goal, ...spec.acceptance, failures ?? ''].join('\n');
  const { text: context, ranges } = await packTree(files, question, contextTokens);
  const paths = [...ranges.map(({ path }) => path), ...spec.filesInScope];
  const proved = state.part === 'change' && state.proof.kind === 'proof' ? state.proof.proof.files : [];
  const result = await runExecution({
    ...session.agent('execution'),
    part: state.part === 'tests' ? 'tests' : proved.length > 0 ? 'change' : 'both',
    spec,
    context,
    instructions: readInstructions(work.files, paths),
    files,
    learned,
    limits: bounds,
    guard: guardOf(
      proved.map(({ path }) => path),
      policy,
    ),
  });
  return result.kind === 'change' ? { kind: 'change', change: result.change } : result;
}

/** Told at the first edit: what screening would refuse in the end has cost no tokens until then. */
function guardOf(proved: readonly string[], { paths }: Policy): PathGuard {
  const isProtected = protectedBy(paths.protect);
  return (path) => {
    if (proved.includes(path)) return patchProblem({ kind: 'proof-touched', path });
    return isProtected(path) ? patchProblem({ kind: 'protected', path }) : null;
  };
}
