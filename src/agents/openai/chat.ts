import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { Message, Model, ModelCall, ModelReply } from '../model.ts';
import { otherForm, type Form } from './dialect.ts';
import { askServer, openaiClient, wellFormed, wireName } from './ask-server.ts';
import type { OpenaiSettings } from './ask-server.ts';
import { readReply } from './read-chat.ts';

/** The model port over chat.completions of any compatible server. */
export function openaiModel(settings: OpenaiSettings): Model {
  const client = openaiClient(settings);
  const first: Form = {
    replyLimit: settings.replyLimit ?? 'max_completion_tokens',
    schema: 'response_format',
  };
  const known = new Map<string, Form>();

  async function complete(call: ModelCall): Promise<ModelReply> {
    return askServer(
      settings,
      call,
      (options) => send(call, known.get(call.model) ?? first, options),
      (body) => readReply(body, call.maxReplyTokens),
    );
  }

  /** A request that was turned away for its form cost nothing: it is made once more in the other one, which is kept. */
  async function send(
    call: ModelCall,
    form: Form,
    options: { timeout: number; signal: AbortSignal },
  ): Promise<unknown> {
    try {
      return await client.chat.completions.create(requestOf(call, form), options);
    } catch (error) {
      const other = otherForm(form, error);
      if (other === null) throw error;
      known.set(call.model, other);
      return send(call, other, options);
    }
  }
  return { complete };
}

function requestOf(call: ModelCall, form: Form): ChatCompletionCreateParamsNonStreaming {
  const tools = call.tools.map((tool) => ({ type: 'function' as const, function: { ...tool } }));
  return {
    model: call.model,
    messages: call.messages.map(wireMessage),
    [form.replyLimit]: call.maxReplyTokens,
    ...(tools.length > 0 ? { tools } : {}),
    ...(call.schema === null || form.schema === 'prompt'
      ? {}
      : {
          response_format: {
            type: 'json_schema' as const,
            json_schema: { name: call.schema.name, schema: call.schema.jsonSchema, strict: true },
          },
        }),
  };
}

function wireMessage(message: Message): ChatCompletionMessageParam {
  switch (message.role) {
    case 'system':
      return { role: 'system', content: message.text };
    case 'user':
      return { role: 'user', content: message.text };
    case 'tool':
      return { role: 'tool', tool_call_id: message.callId, content: message.text };
    case 'assistant': {
      const calls = message.calls.map(({ id, name, arguments: given }) => ({
        id,
        type: 'function' as const,
        function: { name: wireName(name), arguments: wellFormed(given) },
      }));
      return {
        role: 'assistant',
        content: message.text,
        ...(calls.length > 0 ? { tool_calls: calls } : {}),
      };
    }
  }
}
