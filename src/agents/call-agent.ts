import type { Message, Model, ModelCall, ModelReply, UnavailableReason } from './model.ts';
import type { AgentName, Profile } from './profiles.ts';
import { costOf } from './registry.ts';
import { estimateTokens } from './tokens.ts';

/**
 * One call of a model as the record keeps it. `at` is epoch ms; `prompt` and `reply` are JSON texts to be stored as
 * artefacts. Of a long conversation a prompt holds only what is new: `{"after": n, "messages": […]}`, where the first
 * `n` messages stand in the calls before it.
 */
export type AgentCall = {
  readonly at: number;
  readonly profile: AgentName;
  readonly model: string;
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly costUsd: number | null;
  readonly durationMs: number;
  readonly prompt: string;
  readonly reply: string;
  readonly outcome: 'text' | 'tools' | 'refused' | 'truncated' | 'empty' | UnavailableReason;
};

/** What every agent works with. `record` is awaited before a reply is used: no reply without its entry. */
export type AgentDeps = {
  readonly model: Model;
  readonly profile: Profile;
  readonly record: (call: AgentCall) => Promise<void>;
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

export type Asking = Pick<ModelCall, 'messages' | 'tools' | 'schema'> & {
  /** How many of the messages stand in earlier calls of this conversation. */
  readonly recorded: number;
};

/** Calls the profile's model once, and records the call whatever came of it. */
export async function callAgent(deps: AgentDeps, asking: Asking): Promise<ModelReply> {
  const { profile } = deps;
  const at = deps.now();
  const reply = await deps.model.complete({
    model: profile.model,
    messages: asking.messages,
    tools: asking.tools,
    schema: asking.schema,
    maxReplyTokens: profile.maxReplyTokens,
    timeoutMs: deps.timeoutMs ?? 240_000,
    ...(deps.signal ? { signal: deps.signal } : {}),
  });
  const tokens = tokensOf(reply, asking.messages);
  await deps.record({
    at,
    profile: profile.name,
    model: profile.model,
    ...tokens,
    costUsd: costOf(profile, tokens.promptTokens, tokens.replyTokens),
    durationMs: Math.max(0, deps.now() - at),
    prompt: JSON.stringify({ after: asking.recorded, messages: asking.messages.slice(asking.recorded) }),
    reply: JSON.stringify(reply),
    outcome: reply.kind === 'unavailable' ? reply.reason : reply.kind,
  });
  return reply;
}

function tokensOf(
  reply: ModelReply,
  messages: readonly Message[],
): { promptTokens: number; replyTokens: number } {
  if (reply.kind !== 'unavailable')
    return { promptTokens: reply.usage.promptTokens, replyTokens: reply.usage.replyTokens };
  // A call that timed out may be charged all the same; one that was turned away is not.
  const promptTokens = reply.reason === 'timeout' ? estimateTokens(JSON.stringify(messages)) : 0;
  return { promptTokens, replyTokens: 0 };
}
