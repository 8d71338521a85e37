import type { Amount, OverBudget } from '../task/gates/budget.ts';
import type { Message, Model, ModelCall, ModelReply, Unavailable, UnavailableReason } from './model.ts';
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
  readonly budget: CallBudget;
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

/** Asked for room before each call, at the most that it can come to; told afterwards what it came to. */
export type CallBudget = {
  readonly reserve: (
    worst: Amount,
  ) => Promise<
    { readonly kind: 'reserved'; readonly id: string } | { readonly kind: 'over'; readonly over: OverBudget }
  >;
  readonly settle: (id: string, amount: Amount) => Promise<void>;
};

export type Asking = Pick<ModelCall, 'messages' | 'tools' | 'schema'> & {
  /** How many of the messages stand in earlier calls of this conversation. */
  readonly recorded: number;
};

/** Calls the profile's model once if the budget has room for it, and records the call whatever came of it. */
export async function callAgent(deps: AgentDeps, asking: Asking): Promise<ModelReply> {
  const { profile, budget } = deps;
  const room = await budget.reserve(worstOf(profile, asking));
  if (room.kind === 'over') return turnedAway(room.over);
  const at = deps.now();
  const reply = await deps.model.complete({
    api: profile.api,
    model: profile.model,
    messages: asking.messages,
    tools: asking.tools,
    schema: asking.schema,
    maxReplyTokens: profile.maxReplyTokens,
    timeoutMs: deps.timeoutMs ?? 240_000,
    ...(deps.signal ? { signal: deps.signal } : {}),
  });
  const tokens = tokensOf(reply, asking.messages);
  const costUsd = costOf(profile, tokens.promptTokens, tokens.replyTokens);
  await budget.settle(room.id, { tokens: tokens.promptTokens + tokens.replyTokens, usd: costUsd });
  await deps.record({
    at,
    profile: profile.name,
    model: profile.model,
    ...tokens,
    costUsd,
    durationMs: Math.max(0, deps.now() - at),
    prompt: JSON.stringify({ after: asking.recorded, messages: asking.messages.slice(asking.recorded) }),
    reply: JSON.stringify(reply),
    outcome: reply.kind === 'unavailable' ? reply.reason : reply.kind,
  });
  return reply;
}

/** Bytes a token at the least: text that is dense for a tokenizer (other scripts, random letters) comes to more of them. */
const fewestBytes = 2.5;

function worstOf(profile: Profile, { messages, tools, schema }: Asking): Amount {
  const bytes = Buffer.byteLength(JSON.stringify([messages, tools, schema]), 'utf8');
  const promptTokens = Math.ceil(bytes / fewestBytes);
  const usd = costOf(profile, promptTokens, profile.maxReplyTokens);
  return { tokens: promptTokens + profile.maxReplyTokens, usd };
}

const sentences: { readonly [Over in OverBudget]: string } = {
  'task-budget': 'What the policy lets this task spend has no room for another call',
  'day-budget': 'What the policy lets this repository spend a day has no room for another call',
  'no-price': 'The policy limits money, and this model has no price',
};

function turnedAway(over: OverBudget): Unavailable {
  return { kind: 'unavailable', reason: over, message: sentences[over], retryAfterMs: null };
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
