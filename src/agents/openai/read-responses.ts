import { z } from 'zod';
import { notSaid, nothingUsed } from '../model.ts';
import type { ModelReply, Sealed, ToolCall, UnavailableReason, Usage } from '../model.ts';
import { wellFormed, wireName } from './ask-server.ts';
import { argumentsOf } from './read-chat.ts';

// Items of kinds that we never asked for (searches, images) are passed over. What cannot be read of one was paid for
// all the same: it is left out, or a bad call to answer, and the rest is read.
const words = z.string().nullish().catch(null);
const part = z.object({ type: z.string().catch(''), text: words, refusal: words });
const item = z.object({
  type: z.string().catch(''),
  id: words,
  call_id: words,
  name: words,
  arguments: z.unknown().optional(),
  input: z.unknown().optional(),
  content: z
    .union([z.string(), z.array(part)])
    .nullish()
    .catch(null),
  phase: words,
  summary: z.array(z.unknown()).nullish().catch(null),
  encrypted_content: words,
});
type Item = z.infer<typeof item>;
const usage = z.object({ input_tokens: z.number(), output_tokens: z.number() });
const counted = z.object({ usage: usage.nullish().catch(null) });
const serverResponse = z.object({
  status: z.string().nullish(),
  error: z.object({ code: z.string().nullish() }).nullish(),
  incomplete_details: z.object({ reason: z.string().nullish() }).nullish(),
  output: z.array(z.unknown()),
});

/** A server's JSON as a reply. What is no response at all counts as an outage: a proxy's page, an error with status 200. */
export function readResponse(body: unknown): ModelReply {
  const used = usageOf(counted.safeParse(body).data?.usage ?? null);
  const parsed = serverResponse.safeParse(body);
  if (!parsed.success)
    return unavailable('outage', 'The model server answered something that is no response', used);
  const { data } = parsed;
  const output = data.output.flatMap((one) => item.safeParse(one).data ?? []);
  const parts = output.flatMap(({ type, content }) => (type === 'message' ? partsOf(content) : []));
  const text = parts.map((one) => (one.type === 'output_text' ? (one.text ?? '') : '')).join('');
  const calls = output.flatMap(callsOf);

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
    return unavailable('outage', `The model server left its answer ${data.status.slice(0, 40)}`, used);

  const sealed = sealedOf(output);
  const back = sealed === null ? {} : { sealed };
  if (calls.length > 0) return { kind: 'tools', calls, text, usage: used, ...back };
  if (text.trim() === '') return { kind: 'empty', message: 'The model answered nothing', usage: used };
  return { kind: 'text', text, usage: used, ...back };
}

function callsOf(one: Item, index: number): ToolCall[] {
  if (one.type !== 'function_call' && one.type !== 'custom_tool_call') return [];
  const given = one.type === 'function_call' ? one.arguments : one.input;
  return [{ id: callId(one, index), name: one.name ?? '', arguments: argumentsOf(given) }];
}

function partsOf(content: Item['content']): readonly z.infer<typeof part>[] {
  return typeof content === 'string' ? [{ type: 'output_text', text: content }] : (content ?? []);
}

function callId(one: Item, index: number): string {
  return one.call_id || one.id || `call_${index}`;
}

/**
 * The output as it is to go back, where there is reasoning in it. Numbers of messages and calls are left out: the
 * server stores nothing, and would not find what bears one.
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
        const content = partsOf(one.content)
          .map(({ text }) => text ?? '')
          .join('');
        return [{ role: 'assistant', content, ...(one.phase ? { phase: one.phase } : {}) }];
      }
      case 'function_call':
      case 'custom_tool_call':
        return callsOf(one, index).map(({ id, name, arguments: given }) => ({
          type: 'function_call',
          call_id: id,
          name: wireName(name),
          arguments: wellFormed(given),
        }));
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
  if (trouble) return unavailable(trouble, said, trouble === 'outage' ? used : nothingUsed);
  return { kind: 'refused', message: said, usage: used };
}

function unavailable(reason: UnavailableReason, message: string, used: Usage): ModelReply {
  return { kind: 'unavailable', reason, message, retryAfterMs: null, usage: used };
}

function usageOf(said: z.infer<typeof usage> | null): Usage {
  if (said === null) return notSaid;
  return { promptTokens: said.input_tokens, replyTokens: said.output_tokens, counted: 'server' };
}
