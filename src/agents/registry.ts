import type { Api } from './model.ts';
import { personas } from './prompts/personas.ts';
import type { PersonaName } from './prompts/personas.ts';
import { coreProfiles } from './profiles.ts';
import type { AgentName, Price, Profile } from './profiles.ts';

/** What a policy may change of a profile. Its name, role, prompt and review policy it may not. */
export type ProfileOverride = {
  readonly model?: string | undefined;
  readonly contextTokens?: number | undefined;
  readonly maxReplyTokens?: number | undefined;
  readonly price?: Price | null | undefined;
  readonly edits?: Profile['edits'] | undefined;
};

/** `agents` of a policy. */
export type AgentSettings = {
  readonly api?: Api | undefined;
  readonly profiles?: { readonly [Name in AgentName]?: ProfileOverride | undefined } | undefined;
};

/** The one place that hands out agents and personas: the core profile with the policy's changes, frozen. */
export function agentFor(name: AgentName | PersonaName, settings: AgentSettings = {}): Profile {
  if (isPersona(name)) {
    const { delegatesTo, systemPrompt } = personas[name];
    return Object.freeze({ ...agentFor(delegatesTo, settings), systemPrompt });
  }
  const core = coreProfiles[name];
  const wanted = settings.profiles?.[name] ?? {};
  const model = wanted.model ?? core.model;
  // Another model has another price: keeping ours would let a money limit pass on a wrong number.
  const known = model === core.model ? core.price : null;
  const contextTokens = wanted.contextTokens ?? core.contextTokens;
  return Object.freeze({
    ...core,
    model,
    api: settings.api ?? core.api,
    edits: wanted.edits ?? core.edits,
    contextTokens,
    // A small window must leave room for a prompt.
    maxReplyTokens: wanted.maxReplyTokens ?? Math.min(core.maxReplyTokens, Math.floor(contextTokens / 4)),
    price: wanted.price === undefined ? known : wanted.price,
  });
}

/** Dollars of these tokens, or null where the profile has no price. */
export function costOf(profile: Profile, promptTokens: number, replyTokens: number): number | null {
  if (profile.price === null) return null;
  return (promptTokens * profile.price.inUsd + replyTokens * profile.price.outUsd) / 1_000_000;
}

function isPersona(name: AgentName | PersonaName): name is PersonaName {
  return name in personas;
}
