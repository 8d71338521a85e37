import { z } from 'zod';
import type { ModelReply, Usage } from './model.ts';
import { estimateTokens } from './tokens.ts';

// Compatible servers leave out ids, send arguments as objects, content as parts, and no usage: all of it is read.
const toolCall = z.object({
  id: z.string().nullish(),
  function: z.object({
    name: z.string(),
    arguments: z.union([z.string(), z.record(z.string(), z.unknown())]).nullish(),
  }),
});
const content = z.union([z.string(), z.array(z.object({ text: z.string().nullish() }))]);
const message = z.object({
  content: content.nullish(),
  refusal: z.string().nullish(),
  tool_calls: z.array(toolCall).nullish(),
});
const count = z.number().int().nonnegative();
const usage = z.object({ prompt_tokens: count, completion_tokens: count });
const serverReply = z.object({
  choices: z.array(z.object({ finish_reason: z.string().nullish(), message })).min(1),
  usage: usage.nullish().catch(null),
});

/** A server's JSON as a reply. What is no chat completion at all counts as an outage: a proxy's page, an error with status 200. */
export function readReply(body: unknown, promptText: string): ModelReply {
  const parsed = serverReply.safeParse(body);
  const choice = parsed.data?.choices[0];
  if (!parsed.success || choice === undefined)
    return {
      kind: 'unavailable',
      reason: 'outage',
      message: 'The model server answered something that is no chat completion',
      retryAfterMs: null,
    };
  const text = textOf(choice.message.content);
  const calls = (choice.message.tool_calls ?? []).map((call, index) => ({
    id: call.id || `call_${index}`,
    name: call.function.name,
    arguments: argumentsOf(call.function.arguments),
  }));
  const used = usageOf(parsed.data.usage, promptText, text + calls.map((call) => call.arguments).join(''));

  if (choice.message.refusal)
    return { kind: 'refused', message: choice.message.refusal.slice(0, 500), usage: used };
  if (choice.finish_reason === 'content_filter')
    return { kind: 'refused', message: "The server's content filter stopped the reply", usage: used };
  // Half a tool call may still be valid JSON: a cut reply is never acted upon.
  if (choice.finish_reason === 'length')
    return { kind: 'truncated', message: 'The reply was cut off at its token limit', usage: used };
  if (calls.length > 0) return { kind: 'tools', calls, text, usage: used };
  if (text.trim() === '') return { kind: 'empty', message: 'The model answered nothing', usage: used };
  return { kind: 'text', text, usage: used };
}

function textOf(value: z.infer<typeof content> | null | undefined): string {
  if (typeof value === 'string') return value;
  return (value ?? []).map((part) => part.text ?? '').join('');
}

function argumentsOf(value: string | Record<string, unknown> | null | undefined): string {
  if (typeof value === 'string') return value;
  return JSON.stringify(value ?? {});
}

function usageOf(
  counted: z.infer<typeof usage> | null | undefined,
  promptText: string,
  replyText: string,
): Usage {
  if (counted)
    return {
      promptTokens: counted.prompt_tokens,
      replyTokens: counted.completion_tokens,
      counted: 'server',
    };
  return {
    promptTokens: estimateTokens(promptText),
    replyTokens: estimateTokens(replyText),
    counted: 'estimated',
  };
}
