import type { Amount, OverBudget } from '../task/gates/budget.ts';
import type { Reserved } from '../task/shapes/reservation.ts';
import {
  notSaid,
  type Model,
  type ModelCall,
  type ModelReply,
  type Unavailable,
  type UnavailableReason,
  type Usage,
} from './model.ts';
import type { AgentName, Profile } from './profiles.ts';
import { costOf } from './registry.ts';

/**
 * One call of a model as the record keeps it, with the outcome of the step that it was made for; until then the ledger
 * alone knows of it. `at` is epoch ms; `prompt` and `reply` are JSON texts to be stored as
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

/**
 * What every agent works with. `record` is awaited before a reply is used. It keeps the call for the entry of the step's
 * outcome; after a crash before that, the ledger's sums are all that is left of it (decision 0012).
 */
export type AgentDeps = {
  readonly model: Model;
  readonly profile: Profile;
  readonly record: (call: AgentCall) => Promise<void>;
  readonly budget: CallBudget;
  /** Asked before each call: is its work still wanted? Left out: nobody can stop it. */
  readonly stillWanted?: () => Promise<'wanted' | 'stopped'>;
  readonly now: () => number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
};

/** Asked for room before each call, at the most that it can come to; told afterwards what it came to. */
export type CallBudget = {
  readonly reserve: (worst: Amount) => Promise<Reserved>;
  readonly settle: (id: string, amount: Amount) => Promise<void>;
};

export type Asking = Pick<ModelCall, 'messages' | 'tools' | 'schema'> & {
  /** How many of the messages stand in earlier calls of this conversation. */
  readonly recorded: number;
};

/**
 * Calls the profile's model once if the budget has room for it, and records the call whatever came of it. The reply's
 * usage is what the call counts as: the server's own where it can be believed.
 */
export async function callAgent(deps: AgentDeps, asking: Asking): Promise<ModelReply> {
  const { profile, budget } = deps;
  // Before anything is reserved: a call that is not made must leave nothing to release.
  if ((await deps.stillWanted?.()) === 'stopped') return stopped;
  const worst = worstOf(profile, asking);
  const room = await budget.reserve(amountOf(profile, worst));
  if (room.kind === 'over') return turnedAway(room.over);
  const at = deps.now();
  const said = await deps.model.complete({
    api: profile.api,
    model: profile.model,
    messages: asking.messages,
    tools: asking.tools,
    schema: asking.schema,
    maxReplyTokens: profile.maxReplyTokens,
    timeoutMs: deps.timeoutMs ?? 240_000,
    ...(deps.signal ? { signal: deps.signal } : {}),
  });
  const usage = believeUsage(said.usage, worst);
  const reply: ModelReply = { ...said, usage };
  const amount = amountOf(profile, usage);
  await budget.settle(room.id, amount);
  await deps.record({
    at,
    profile: profile.name,
    model: profile.model,
    promptTokens: usage.promptTokens,
    replyTokens: usage.replyTokens,
    costUsd: amount.usd,
    durationMs: Math.max(0, deps.now() - at),
    prompt: JSON.stringify({ after: asking.recorded, messages: asking.messages.slice(asking.recorded) }),
    reply: JSON.stringify(reply),
    outcome: reply.kind === 'unavailable' ? reply.reason : reply.kind,
  });
  return reply;
}

/** Bytes a token at the least: text that is dense for a tokenizer (other scripts, random letters) comes to more of them. */
const fewestBytes = 2.5;

function worstOf(profile: Profile, { messages, tools, schema }: Asking): Worst {
  const bytes = Buffer.byteLength(JSON.stringify([messages, tools, schema]), 'utf8');
  return { promptTokens: Math.ceil(bytes / fewestBytes), replyTokens: profile.maxReplyTokens };
}

function amountOf(profile: Profile, { promptTokens, replyTokens }: Worst): Amount {
  return { tokens: promptTokens + replyTokens, usd: costOf(profile, promptTokens, replyTokens) };
}

/** The most that a call can come to, each side in tokens. */
type Worst = { readonly promptTokens: number; readonly replyTokens: number };

/** Our estimate of a prompt may be wrong by half of what it says; a count beyond this is no count. */
const maxTimes = 2;

/**
 * What a call counts as: at what the server said where that can be so, else at its worst. No server reads a prompt in no
 * tokens, so zero is "not said"; a count that could not have been reserved would spend the budget of others.
 */
function believeUsage(said: Usage = notSaid, worst: Worst): Usage {
  if (said.counted === 'none') return said;
  const isCount =
    said.counted === 'server' &&
    canBe(said.promptTokens, worst.promptTokens) &&
    canBe(said.replyTokens, worst.replyTokens);
  return isCount ? said : { ...worst, counted: 'estimated' };
}

function canBe(tokens: number, worst: number): boolean {
  return Number.isSafeInteger(tokens) && tokens > 0 && tokens <= worst * maxTimes;
}

const sentences: { readonly [Over in OverBudget]: string } = {
  'task-budget': 'What the policy lets this task spend has no room for another call',
  'day-budget': 'What the policy lets this repository spend a day has no room for another call',
  'no-price': 'The policy limits money, and this model has no price',
};

const stopped: Unavailable = {
  kind: 'unavailable',
  reason: 'stopped',
  message: 'The task was stopped while a model was at work',
  retryAfterMs: null,
};

function turnedAway(over: OverBudget): Unavailable {
  return { kind: 'unavailable', reason: over, message: sentences[over], retryAfterMs: null };
}
