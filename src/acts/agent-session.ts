/** What an act needs to work with an agent: its profile and budget from the policy, and a place where every call is written down. */
import type { AgentCall, AgentDeps, CallBudget } from '../agents/call-agent.ts';
import { agentFor } from '../agents/registry.ts';
import type { PersonaName } from '../agents/prompts/personas.ts';
import type { Unavailable } from '../agents/model.ts';
import type { AgentName } from '../agents/profiles.ts';
import type { Policy } from '../policy/policy.ts';
import type { AgentCallEntry } from '../task/entry-fields.ts';
import { stillWanted } from '../task/gates/still-wanted.ts';
import type { Situation } from '../task/situation.ts';
import { outcome, type Artefact, type Outcome, type Turn } from './act.ts';
import { unavailableOutcome } from './held-outcome.ts';
import { textArtefact } from './artefacts/json-artefact.ts';

export type AgentSession = {
  readonly agent: (name: AgentName | PersonaName) => AgentDeps;
  /** The outcome with every call so far in its entry. */
  readonly withCalls: (outcome: Outcome) => Outcome;
  /** The outcome where a call got no reply: held by its trouble, or dropped where the task was stopped meanwhile. */
  readonly whenUnavailable: (said: Unavailable) => Outcome;
};

/** Null where this installation has no model. */
export function openSession(
  { deps, task }: Pick<Turn, 'deps' | 'task'>,
  policy: Policy,
): AgentSession | null {
  const { model, ledger } = deps;
  if (!model) return null;
  const calls: AgentCallEntry[] = [];
  const artefacts: Artefact[] = [];
  const record = async (call: AgentCall): Promise<void> => {
    const prompt = textArtefact(deps, call.prompt);
    const reply = textArtefact(deps, call.reply);
    artefacts.push(prompt, reply);
    const at = new Date(call.at).toISOString();
    calls.push({
      ...call,
      at,
      durationMs: Math.round(call.durationMs),
      prompt: prompt.address,
      reply: reply.address,
    });
  };
  const budget: CallBudget = {
    reserve: (amount) => ledger.reserve({ repo: task.repo, task: task.id, amount, limits: policy.limits }),
    settle: (id, amount) => ledger.settle(id, amount),
  };
  let seen: Situation | null = null;
  const withCalls = (made: Outcome): Outcome => {
    if (calls.length === 0) return made;
    const draft = { ...made.draft, data: { ...made.draft.data, calls } } as Outcome['draft'];
    return { ...made, draft, artefacts: [...made.artefacts, ...artefacts] };
  };
  return {
    agent: (name) => ({
      model,
      profile: agentFor(name, policy.agents),
      record,
      budget,
      stillWanted: async () => {
        // Questions are answered after the end of a task, too.
        if (task.open?.step === 'consult') return 'wanted';
        seen = (await deps.lookAgain()) ?? seen;
        return seen === null ? 'wanted' : stillWanted(task, seen, deps.settings);
      },
      now: deps.now,
    }),
    withCalls,
    whenUnavailable: ({ reason, ...said }) => {
      if (reason !== 'stopped') return withCalls(unavailableOutcome(deps, { ...said, reason }));
      const data = { step: task.open?.step ?? '', reason: 'stopped-meanwhile' };
      return withCalls(outcome({ kind: 'intent_dropped', data }, [], seen));
    },
  };
}
