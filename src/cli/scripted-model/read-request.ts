import { z } from 'zod';
import { readJson, type Read } from './request-json.ts';
import type { ScriptedRequest } from './script.ts';

// Several compatible servers parse the arguments in the history; the strictest of them is imitated.
const call = z.strictObject({
  id: z.string().min(1),
  type: z.literal('function'),
  function: z.strictObject({ name: z.string().min(1), arguments: z.string().refine(isJson, 'not JSON') }),
});
const message = z.discriminatedUnion('role', [
  z.strictObject({ role: z.literal('system'), content: z.string() }),
  z.strictObject({ role: z.literal('user'), content: z.string() }),
  z.strictObject({
    role: z.literal('assistant'),
    content: z.string().nullable(),
    tool_calls: z.array(call).min(1).optional(),
  }),
  z.strictObject({ role: z.literal('tool'), content: z.string(), tool_call_id: z.string() }),
]);
const body = z.strictObject({
  model: z.string().min(1),
  messages: z.array(message).min(1),
  max_completion_tokens: z.number().int().positive().optional(),
  max_tokens: z.number().int().positive().optional(),
  tools: z
    .array(
      z.strictObject({
        type: z.literal('function'),
        function: z.strictObject({
          name: z.string().regex(/^[\w-]{1,64}$/),
          description: z.string(),
          parameters: z.looseObject({ type: z.literal('object') }),
        }),
      }),
    )
    .min(1)
    .optional(),
  response_format: z
    .strictObject({
      type: z.literal('json_schema'),
      json_schema: z.strictObject({
        name: z.string().regex(/^[\w-]{1,64}$/),
        schema: z.looseObject({ type: z.literal('object'), additionalProperties: z.literal(false) }),
        strict: z.literal(true),
      }),
    })
    .optional(),
});

/** A request as OpenAI would take it, or what is wrong with it. Every tool call must be answered, as there. */
export function readRequest(text: string): Read {
  const json = readJson(text);
  if (json.kind === 'wrong') return json;
  const parsed = body.safeParse(json.value);
  if (!parsed.success) return { kind: 'wrong', why: z.prettifyError(parsed.error) };
  const { model, messages, tools, response_format: format } = parsed.data;

  const open = new Set<string>();
  for (const one of messages) {
    if (one.role === 'tool') {
      if (!open.delete(one.tool_call_id))
        return { kind: 'wrong', why: `tool message for unknown call ${one.tool_call_id}` };
      continue;
    }
    if (open.size > 0) return { kind: 'wrong', why: `tool calls without an answer: ${[...open].join(', ')}` };
    if (one.role === 'assistant') for (const { id } of one.tool_calls ?? []) open.add(id);
  }
  if (open.size > 0) return { kind: 'wrong', why: `tool calls without an answer: ${[...open].join(', ')}` };

  const request: ScriptedRequest = {
    model,
    messages: messages.map((one) => {
      const content = one.content ?? '';
      if (one.role === 'tool') return { role: one.role, content, tool_call_id: one.tool_call_id };
      if (one.role === 'assistant' && one.tool_calls)
        return { role: one.role, content, tool_calls: one.tool_calls };
      return { role: one.role, content };
    }),
    tools: (tools ?? []).map((tool) => tool.function.name),
    schema: format?.json_schema.name ?? null,
  };
  return { kind: 'request', request, reasoning: 'kept' };
}

function isJson(text: string): boolean {
  return readJson(text).kind === 'json';
}
