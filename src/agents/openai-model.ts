import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { Message, Model, ModelCall, ModelReply } from './model.ts';
import { askServer, openaiClient, wellFormed, wireName } from './openai-client.ts';
import type { OpenaiSettings } from './openai-client.ts';
import { readReply } from './openai-reply.ts';

/** The model port over chat.completions of any compatible server. */
export function openaiModel(settings: OpenaiSettings): Model {
  const client = openaiClient(settings);
  const limitName = settings.replyLimit ?? 'max_completion_tokens';

  async function complete(call: ModelCall): Promise<ModelReply> {
    const request = requestOf(call, limitName);
    return askServer(
      settings,
      call,
      (options) => client.chat.completions.create(request, options),
      (body) => readReply(body, call.maxReplyTokens),
    );
  }
  return { complete };
}

function requestOf(
  call: ModelCall,
  limitName: 'max_completion_tokens' | 'max_tokens',
): ChatCompletionCreateParamsNonStreaming {
  const tools = call.tools.map((tool) => ({ type: 'function' as const, function: { ...tool } }));
  return {
    model: call.model,
    messages: call.messages.map(wireMessage),
    [limitName]: call.maxReplyTokens,
    ...(tools.length > 0 ? { tools } : {}),
    ...(call.schema === null
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
