/** What an act needs to work with an agent: its profile and budget from the policy, and a place where every call is written down. */
import type { AgentCall, AgentDeps, CallBudget } from '../agents/call-agent.ts';
import { agentFor } from '../agents/registry.ts';
import type { PersonaName } from '../agents/personas.ts';
import type { AgentName } from '../agents/profiles.ts';
import type { Policy } from '../policy/policy.ts';
import type { AgentCallEntry } from '../task/entry.ts';
import type { Artefact, Outcome, Turn } from './act.ts';
import { textArtefact } from './json-artefact.ts';

export type Desk = {
  readonly agent: (name: AgentName | PersonaName) => AgentDeps;
  /** The outcome with every call so far in its entry. */
  readonly signed: (outcome: Outcome) => Outcome;
};

/** Null where this installation has no model. */
export function openDesk({ deps, task }: Pick<Turn, 'deps' | 'task'>, policy: Policy): Desk | null {
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
  return {
    agent: (name) => ({
      model,
      profile: agentFor(name, policy.agents),
      record,
      budget,
      now: deps.now,
    }),
    signed: (outcome) => {
      if (calls.length === 0) return outcome;
      const draft = { ...outcome.draft, data: { ...outcome.draft.data, calls } } as Outcome['draft'];
      return { ...outcome, draft, artefacts: [...outcome.artefacts, ...artefacts] };
    },
  };
}
