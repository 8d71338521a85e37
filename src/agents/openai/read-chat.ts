import { z } from 'zod';
import { notSaid, type ModelReply, type ToolCall, type Usage } from '../model.ts';

// Compatible servers leave out ids, send arguments as objects, content as parts, and no usage: all of it is read. What
// cannot be read was paid for all the same: it is a bad reply to answer, never a reason to ask again as if for the first time.
const calledFunction = z.object({ name: z.string(), arguments: z.unknown().optional() });
const toolCall = z.object({
  id: z.union([z.string(), z.number()]).nullish().catch(null),
  function: calledFunction.nullish().catch(null),
  custom: z.object({ name: z.string(), input: z.unknown().optional() }).nullish().catch(null),
});
const content = z.union([z.string(), z.array(z.object({ text: z.string().nullish() }))]);
const message = z.object({
  content: content.nullish().catch(null),
  refusal: z.string().nullish().catch(null),
  tool_calls: z.array(z.unknown()).nullish().catch(null),
});
const usage = z.object({ prompt_tokens: z.number(), completion_tokens: z.number() });
const counted = z.object({ usage: usage.nullish().catch(null) });
const serverReply = z.object({
  choices: z.array(
    z.object({ finish_reason: z.unknown().optional(), message: message.nullish().catch(null) }),
  ),
  error: z.unknown().optional(),
});

/**
 * A server's JSON as a reply. What is no chat completion at all counts as an outage: a proxy's page, an error with
 * status 200. `limit`: the reply tokens that were asked for.
 */
export function readReply(body: unknown, limit: number): ModelReply {
  const said = counted.safeParse(body).data?.usage ?? null;
  const used = usageOf(said);
  const parsed = serverReply.safeParse(body);
  if (!parsed.success || (parsed.data.choices.length === 0 && parsed.data.error))
    return {
      kind: 'unavailable',
      reason: 'outage',
      message: 'The model server answered something that is no chat completion',
      retryAfterMs: null,
      usage: used,
    };
  const [choice] = parsed.data.choices;
  const text = textOf(choice?.message?.content);
  const calls = (choice?.message?.tool_calls ?? []).map(callOf);

  if (choice?.message?.refusal)
    return { kind: 'refused', message: choice.message.refusal.slice(0, 500), usage: used };
  if (choice?.finish_reason === 'content_filter')
    return { kind: 'refused', message: "The server's content filter stopped the reply", usage: used };
  // Half a tool call may still be valid JSON: a cut reply is never acted upon.
  if (choice && howItEnded(choice.finish_reason, said, limit) === 'cut')
    return { kind: 'truncated', message: 'The reply was cut off before its end', usage: used };
  if (calls.length > 0) return { kind: 'tools', calls, text, usage: used };
  if (text.trim() === '') return { kind: 'empty', message: 'The model answered nothing', usage: used };
  return { kind: 'text', text, usage: used };
}

/** The words of servers for a reply that is whole; any other, `length` and `error` among them, may be one for half of it. */
const whole: ReadonlySet<string> = new Set([
  'stop',
  'tool_calls',
  'function_call',
  'end_turn',
  'tool_use',
  'stop_sequence',
  'eos',
  'eos_token',
]);

/** A server that gives no reason may be believed as long as the reply stayed below its limit. */
function howItEnded(reason: unknown, said: z.infer<typeof usage> | null, limit: number): 'whole' | 'cut' {
  if (reason === null || reason === undefined)
    return said !== null && said.completion_tokens >= limit ? 'cut' : 'whole';
  return typeof reason === 'string' && whole.has(reason.toLowerCase()) ? 'whole' : 'cut';
}

function textOf(value: z.infer<typeof content> | null | undefined): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => part.text ?? '').join('');
}

/** A call without a name that can be read keeps its place: it is answered that there is no such tool. */
function callOf(value: unknown, index: number): ToolCall {
  const call = toolCall.safeParse(value).data;
  const { function: called, custom } = call ?? {};
  return {
    id: String(call?.id || `call_${index}`),
    name: called?.name ?? custom?.name ?? '',
    arguments: argumentsOf(called ? called.arguments : custom?.input),
  };
}

export function argumentsOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value ?? {});
}

function usageOf(said: z.infer<typeof usage> | null): Usage {
  if (said === null) return notSaid;
  return { promptTokens: said.prompt_tokens, replyTokens: said.completion_tokens, counted: 'server' };
}
