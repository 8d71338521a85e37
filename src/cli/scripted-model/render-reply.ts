import type { ScriptedReply } from './script.ts';

/** A reply as a chat.completion, with its usage counted from bytes, so that it is the same on every run. */
export function renderCompletion(
  reply: Exclude<ScriptedReply, { kind: 'raw' | 'stall' | 'drip' }>,
  made: { readonly number: number; readonly model: string; readonly promptBytes: number },
): string {
  const message = messageOf(reply, made.number);
  const [prompt, completion] = [made.promptBytes, Buffer.byteLength(JSON.stringify(message))].map((bytes) =>
    Math.ceil(bytes / 3.3),
  );
  return JSON.stringify({
    id: `chatcmpl-${made.number}`,
    object: 'chat.completion',
    created: 1_700_000_000 + made.number,
    model: made.model,
    choices: [{ index: 0, message, logprobs: null, finish_reason: finishOf(reply) }],
    usage: {
      prompt_tokens: prompt,
      completion_tokens: completion,
      total_tokens: (prompt ?? 0) + (completion ?? 0),
    },
  });
}

function messageOf(reply: Exclude<ScriptedReply, { kind: 'raw' | 'stall' | 'drip' }>, number: number) {
  switch (reply.kind) {
    case 'refusal':
      return { role: 'assistant', content: null, refusal: reply.text };
    case 'text':
    case 'truncated':
      return { role: 'assistant', content: reply.text, refusal: null };
    case 'tools':
      return {
        role: 'assistant',
        content: reply.text ?? null,
        refusal: null,
        tool_calls: reply.calls.map((call, index) => ({
          id: `call_${number}_${index + 1}`,
          type: 'function',
          function: {
            name: call.name,
            arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
          },
        })),
      };
  }
}

function finishOf(reply: ScriptedReply): 'stop' | 'tool_calls' | 'length' {
  if (reply.kind === 'tools') return 'tool_calls';
  return reply.kind === 'truncated' ? 'length' : 'stop';
}
