import { coreProfiles } from './profiles.ts';
import type { AgentName, Price, Profile } from './profiles.ts';

/** What a policy may change of a profile. Its name, role and review policy it may not. */
export type ProfileOverride = {
  readonly model?: string | undefined;
  readonly contextTokens?: number | undefined;
  readonly maxReplyTokens?: number | undefined;
  readonly price?: Price | null | undefined;
};
export type ProfileOverrides = { readonly [Name in AgentName]?: ProfileOverride | undefined };

/** The one place that hands out agents: the core profile with the policy's changes, frozen. */
export function agentFor(name: AgentName, overrides: ProfileOverrides = {}): Profile {
  const core = coreProfiles[name];
  const wanted = overrides[name] ?? {};
  const model = wanted.model ?? core.model;
  // Another model has another price: keeping ours would let a money limit pass on a wrong number.
  const price = wanted.price === undefined && model !== core.model ? null : (wanted.price ?? core.price);
  return Object.freeze({
    ...core,
    model,
    contextTokens: wanted.contextTokens ?? core.contextTokens,
    maxReplyTokens: wanted.maxReplyTokens ?? core.maxReplyTokens,
    price: wanted.price === null ? null : price,
  });
}

/** Dollars of these tokens, or null where the profile has no price. */
export function costOf(profile: Profile, promptTokens: number, replyTokens: number): number | null {
  if (profile.price === null) return null;
  return (promptTokens * profile.price.inUsd + replyTokens * profile.price.outUsd) / 1_000_000;
}
