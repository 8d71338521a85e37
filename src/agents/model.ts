import type { OverBudget } from '../task/gates/budget.ts';

/** A tool that the model may call; `parameters` is a JSON Schema. */
export type ToolSpec = {
  readonly name: string;
  readonly description: string;
  readonly parameters: Record<string, unknown>;
};

/** One call as the model made it. `arguments` is what the model wrote: JSON, or not. */
export type ToolCall = { readonly id: string; readonly name: string; readonly arguments: string };

/**
 * What a server wants back with its own message, in its own form: the reasoning of a model, which nobody else can read.
 * It goes to the server that made it and is looked at nowhere.
 */
export type Sealed = readonly Readonly<Record<string, unknown>>[];

export type Message =
  | { readonly role: 'system' | 'user'; readonly text: string }
  | {
      readonly role: 'assistant';
      readonly text: string;
      readonly calls: readonly ToolCall[];
      readonly sealed?: Sealed;
    }
  | { readonly role: 'tool'; readonly callId: string; readonly text: string };

/**
 * Tokens of one call. `server`: as the server counted them, to be believed or not (believe-usage.ts); `estimated`: it
 * did not say, and the call counts at its worst; `none`: it turned the request away or was never reached, so there is
 * nothing to pay.
 */
export type Usage = {
  readonly promptTokens: number;
  readonly replyTokens: number;
  readonly counted: 'server' | 'estimated' | 'none';
};

export const notSaid: Usage = Object.freeze({ promptTokens: 0, replyTokens: 0, counted: 'estimated' });
export const nothingUsed: Usage = Object.freeze({ promptTokens: 0, replyTokens: 0, counted: 'none' });

/** The two ways to talk to a model server: chat.completions, which all of them know, and Responses. */
export type Api = 'chat' | 'responses';

export type ModelCall = {
  readonly api: Api;
  readonly model: string;
  readonly messages: readonly Message[];
  readonly tools: readonly ToolSpec[];
  /** The reply must be JSON of this schema; null for free text or tools. */
  readonly schema: { readonly name: string; readonly jsonSchema: Record<string, unknown> } | null;
  readonly maxReplyTokens: number;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal;
};

/**
 * The server gave no reply, or a budget had no room. None of these is the task's fault. `request-refused`: the server
 * understood us and will not take such a request.
 */
export type Trouble =
  | 'rate-limit'
  | 'quota'
  | 'outage'
  | 'timeout'
  | 'unauthorised'
  | 'model-missing'
  | 'request-refused'
  | OverBudget;

/** Why there is no reply at all. `stopped`: the task is not wanted any more, and the call was not made. */
export type UnavailableReason = Trouble | 'stopped';

export type Unavailable = {
  readonly kind: 'unavailable';
  readonly reason: UnavailableReason;
  readonly message: string;
  /** How long the server asked us to wait; null when it did not say. */
  readonly retryAfterMs: number | null;
  /** What was paid for all the same; left out where nobody knows. */
  readonly usage?: Usage;
};

/**
 * What a model answered. Each failure is a value with an answer of its own: *unavailable* waits, *truncated* and
 * *empty* earn a repair turn, *refused* ends the run. A message is for people and never holds the key.
 */
export type ModelReply =
  | { readonly kind: 'text'; readonly text: string; readonly usage: Usage; readonly sealed?: Sealed }
  | {
      readonly kind: 'tools';
      readonly calls: readonly ToolCall[];
      readonly text: string;
      readonly usage: Usage;
      readonly sealed?: Sealed;
    }
  | { readonly kind: 'refused' | 'truncated' | 'empty'; readonly message: string; readonly usage: Usage }
  | Unavailable;

/** The port: one method, which throws only for what is broken on our side. */
export type Model = { complete(call: ModelCall): Promise<ModelReply> };

/** One model that speaks both ways: which one, each call says by its profile. */
export function routeModel(ways: { readonly [Name in Api]: Model }): Model {
  return { complete: (call) => ways[call.api].complete(call) };
}
