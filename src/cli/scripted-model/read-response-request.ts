import { z } from 'zod';
import { readJson, type Read } from './request-json.ts';
import type { ScriptedRequest } from './script.ts';

const spoken = z.strictObject({
  role: z.enum(['system', 'user', 'assistant']),
  content: z.string(),
  phase: z.string().optional(),
});
const reasoning = z.strictObject({
  type: z.literal('reasoning'),
  id: z.string().min(1),
  summary: z.array(z.unknown()),
  encrypted_content: z.string().min(1),
});
const call = z.strictObject({
  type: z.literal('function_call'),
  call_id: z.string().min(1),
  name: z.string().min(1),
  arguments: z.string(),
});
const output = z.strictObject({
  type: z.literal('function_call_output'),
  call_id: z.string(),
  output: z.string(),
});
const body = z.strictObject({
  model: z.string().min(1),
  input: z.array(z.union([spoken, reasoning, call, output])).min(1),
  max_output_tokens: z.number().int().positive(),
  store: z.literal(false),
  include: z.array(z.literal('reasoning.encrypted_content')).optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        name: z.string().regex(/^[\w-]{1,64}$/),
        description: z.string(),
        parameters: z.looseObject({ type: z.literal('object') }),
        strict: z.literal(false),
      }),
    )
    .min(1)
    .optional(),
  text: z
    .strictObject({
      format: z.strictObject({
        type: z.literal('json_schema'),
        name: z.string().regex(/^[\w-]{1,64}$/),
        schema: z.looseObject({ type: z.literal('object'), additionalProperties: z.literal(false) }),
        strict: z.literal(true),
      }),
    })
    .optional(),
});
type Item = z.infer<typeof body>['input'][number];

/**
 * A request as OpenAI's Responses takes it where nothing is stored, or what is wrong with it: every call is answered,
 * reasoning is followed by what it led to, and a model that reasons is not called again without its reasoning.
 */
export function readResponseRequest(text: string): Read {
  const json = readJson(text);
  if (json.kind === 'wrong') return json;
  const parsed = body.safeParse(json.value);
  if (!parsed.success) return { kind: 'wrong', why: z.prettifyError(parsed.error) };
  const { model, input, tools, include, text: format } = parsed.data;
  const doesReason = /^(?:o\d|gpt-5)/.test(model);
  if (include && !doesReason)
    return { kind: 'wrong', why: `Encrypted content is not supported with ${model}` };
  const why = misplaced(input, include !== undefined);
  if (why !== null) return { kind: 'wrong', why };
  const request: ScriptedRequest = {
    model,
    messages: messagesOf(input),
    tools: (tools ?? []).map(({ name }) => name),
    schema: format?.format.name ?? null,
  };
  return { kind: 'request', request, reasoning: include === undefined ? 'kept' : 'sealed' };
}

function misplaced(input: readonly Item[], isSealed: boolean): string | null {
  const open = new Set<string>();
  // Whether this turn of the model has its reasoning, and whether the last item was some.
  let thought = false;
  let thinking = false;
  for (const one of input) {
    const type = 'type' in one ? one.type : one.role;
    const isTheModels = type === 'reasoning' || type === 'assistant' || type === 'function_call';
    if (thinking && (type === 'reasoning' || !isTheModels))
      return 'reasoning was provided without its required following item';
    if (isSealed && type === 'function_call' && !thought)
      return 'function_call was provided without its required reasoning item';
    thinking = type === 'reasoning';
    thought = isTheModels && (thought || thinking);
    if ('type' in one && one.type === 'function_call') open.add(one.call_id);
    if ('type' in one && one.type === 'function_call_output' && !open.delete(one.call_id))
      return `no tool call found for output ${one.call_id}`;
    if (!('type' in one) && open.size > 0) return `no tool output found for ${[...open].join(', ')}`;
  }
  return open.size > 0 ? `no tool output found for ${[...open].join(', ')}` : null;
}

/** As chat has them: the calls of one turn are one message. */
function messagesOf(input: readonly Item[]): ScriptedRequest['messages'] {
  const messages: ScriptedRequest['messages'][number][] = [];
  for (const one of input) {
    if (!('type' in one)) messages.push({ role: one.role, content: one.content });
    else if (one.type === 'function_call_output')
      messages.push({ role: 'tool', content: one.output, tool_call_id: one.call_id });
    else if (one.type === 'function_call') {
      const called = { id: one.call_id, function: { name: one.name } };
      const last = messages.at(-1);
      if (last?.role === 'assistant') {
        messages.pop();
        messages.push({ ...last, tool_calls: [...(last.tool_calls ?? []), called] });
      } else messages.push({ role: 'assistant', content: '', tool_calls: [called] });
    }
  }
  return messages;
}
