import { z } from 'zod';
import type { ModelReply, Sealed, ToolCall, UnavailableReason, Usage } from './model.ts';
import { wellFormed } from './openai-client.ts';
import { estimateTokens } from './tokens.ts';

// Items of kinds that we never asked for (searches, images) are passed over.
const part = z.object({ type: z.string(), text: z.string().nullish(), refusal: z.string().nullish() });
const item = z.object({
  type: z.string(),
  id: z.string().nullish(),
  call_id: z.string().nullish(),
  name: z.string().nullish(),
  arguments: z.string().nullish(),
  content: z.array(part).nullish(),
  phase: z.string().nullish(),
  summary: z.array(z.unknown()).nullish(),
  encrypted_content: z.string().nullish(),
});
type Item = z.infer<typeof item>;
const count = z.number().int().nonnegative();
const usage = z.object({ input_tokens: count, output_tokens: count });
const serverResponse = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(item),
  usage: usage.nullish().catch(null),
});

/** A server's JSON as a reply. What is no response at all counts as an outage: a proxy's page, an error with status 200. */
export function readResponse(body: unknown, promptText: string): ModelReply {
  const parsed = serverResponse.safeParse(body);
  if (!parsed.success)
    return unavailable('outage', 'The model server answered something that is no response');
  const { data } = parsed;
  const parts = data.output.flatMap(({ type, content }) => (type === 'message' ? (content ?? []) : []));
  const text = parts.map((one) => (one.type === 'output_text' ? (one.text ?? '') : '')).join('');
  const calls = data.output.flatMap(callsOf);
  const used = usageOf(data.usage, promptText, text + calls.map((call) => call.arguments).join(''));

  if (data.error || data.status === 'failed') return failed(data.error?.code ?? null, used);
  const refusal = parts.find(({ type }) => type === 'refusal');
  if (refusal)
    return { kind: 'refused', message: (refusal.refusal ?? 'The model refused').slice(0, 500), usage: used };
  if (data.incomplete_details?.reason === 'content_filter')
    return { kind: 'refused', message: "The server's content filter stopped the reply", usage: used };
  // Half a tool call may still be valid JSON: a cut reply is never acted upon.
  if (data.status === 'incomplete' || data.incomplete_details)
    return { kind: 'truncated', message: 'The reply was cut off at its token limit', usage: used };
  if (data.status && data.status !== 'completed')
    return unavailable('outage', `The model server left its answer ${data.status.slice(0, 40)}`);

  const sealed = sealedOf(data.output);
  const back = sealed === null ? {} : { sealed };
  if (calls.length > 0) return { kind: 'tools', calls, text, usage: used, ...back };
  if (text.trim() === '') return { kind: 'empty', message: 'The model answered nothing', usage: used };
  return { kind: 'text', text, usage: used, ...back };
}

function callsOf(one: Item, index: number): ToolCall[] {
  if (one.type !== 'function_call') return [];
  return [{ id: callId(one, index), name: one.name ?? '', arguments: one.arguments ?? '{}' }];
}

function callId(one: Item, index: number): string {
  return one.call_id || one.id || `call_${index}`;
}

/**
 * The output as it is to go back, where there is reasoning in it. Numbers of messages and calls are left out: the
 * server stores nothing, and looks in vain for what bears one.
 */
function sealedOf(output: readonly Item[]): Sealed | null {
  if (!output.some(({ encrypted_content: sealed }) => sealed)) return null;
  return output.flatMap((one, index): Sealed[number][] => {
    switch (one.type) {
      case 'reasoning': {
        const { type, id, summary, encrypted_content: sealed } = one;
        return sealed ? [{ type, id, summary: summary ?? [], encrypted_content: sealed }] : [];
      }
      case 'message': {
        const content = (one.content ?? []).map(({ text }) => text ?? '').join('');
        return [{ role: 'assistant', content, ...(one.phase ? { phase: one.phase } : {}) }];
      }
      case 'function_call':
        return [
          {
            type: 'function_call',
            call_id: callId(one, index),
            name: one.name ?? '',
            arguments: wellFormed(one.arguments ?? '{}'),
          },
        ];
      default:
        return [];
    }
  });
}

const troubles: Readonly<Record<string, UnavailableReason>> = {
  rate_limit_exceeded: 'rate-limit',
  insufficient_quota: 'quota',
  server_error: 'outage',
};

function failed(code: string | null, used: Usage): ModelReply {
  const trouble = code === null ? 'outage' : troubles[code];
  const said = `The model server gave up${code === null ? '' : ` (${code.slice(0, 60)})`}`;
  if (trouble) return unavailable(trouble, said);
  return { kind: 'refused', message: said, usage: used };
}

function unavailable(reason: UnavailableReason, message: string): ModelReply {
  return { kind: 'unavailable', reason, message, retryAfterMs: null };
}

function usageOf(
  counted: z.infer<typeof usage> | null | undefined,
  promptText: string,
  replyText: string,
): Usage {
  if (counted)
    return { promptTokens: counted.input_tokens, replyTokens: counted.output_tokens, counted: 'server' };
  return {
    promptTokens: estimateTokens(promptText),
    replyTokens: estimateTokens(replyText),
    counted: 'estimated',
  };
}
