import type { ScriptedReply } from './script.ts';

type Rendered = Exclude<ScriptedReply, { kind: 'raw' | 'stall' | 'drip' }>;

/** A reply as a response of OpenAI's Responses; `sealed` puts reasoning before what it led to. */
export function renderResponse(
  reply: Rendered,
  made: {
    readonly number: number;
    readonly model: string;
    readonly promptBytes: number;
    readonly reasoning: 'kept' | 'sealed';
  },
): string {
  const { number } = made;
  const reasoning = {
    type: 'reasoning',
    id: `rs_${number}`,
    summary: [],
    encrypted_content: `sealed thoughts ${number}`,
  };
  const output = [...(made.reasoning === 'sealed' ? [reasoning] : []), ...itemsOf(reply, number)];
  const [input = 0, written = 0] = [made.promptBytes, Buffer.byteLength(JSON.stringify(output))].map(
    (bytes) => Math.ceil(bytes / 3.3),
  );
  const isCut = reply.kind === 'truncated';
  return JSON.stringify({
    id: `resp_${number}`,
    object: 'response',
    created_at: 1_700_000_000 + number,
    model: made.model,
    status: isCut ? 'incomplete' : 'completed',
    error: null,
    incomplete_details: isCut ? { reason: 'max_output_tokens' } : null,
    output,
    usage: { input_tokens: input, output_tokens: written, total_tokens: input + written },
  });
}

function itemsOf(reply: Rendered, number: number): unknown[] {
  const message = (content: unknown) => ({
    type: 'message',
    id: `msg_${number}`,
    role: 'assistant',
    status: 'completed',
    content: [content],
  });
  const said = (text: string) => message({ type: 'output_text', text, annotations: [] });
  switch (reply.kind) {
    case 'refusal':
      return [message({ type: 'refusal', refusal: reply.text })];
    case 'text':
    case 'truncated':
      return [said(reply.text)];
    case 'tools': {
      const calls = reply.calls.map((call, index) => ({
        type: 'function_call',
        id: `fc_${number}_${index + 1}`,
        call_id: `call_${number}_${index + 1}`,
        name: call.name,
        arguments: typeof call.arguments === 'string' ? call.arguments : JSON.stringify(call.arguments),
        status: 'completed',
      }));
      return reply.text === undefined ? calls : [said(reply.text), ...calls];
    }
  }
}
