import type { AgentName } from '../profiles.ts';
import { systemPrompts } from './system-prompts.ts';

export type PersonaName = 'sidekick' | 'mentor';

/** Another voice of a core agent: model, limits, price and review policy stay the agent's own. */
export type Persona = {
  readonly name: PersonaName;
  readonly delegatesTo: AgentName;
  readonly systemPrompt: string;
};

export const personas: { readonly [Name in PersonaName]: Persona } = Object.freeze({
  sidekick: Object.freeze<Persona>({
    name: 'sidekick',
    delegatesTo: 'reasoning',
    systemPrompt: systemPrompts.sidekick,
  }),
  mentor: Object.freeze<Persona>({
    name: 'mentor',
    delegatesTo: 'efficiency',
    systemPrompt: systemPrompts.mentor,
  }),
});
