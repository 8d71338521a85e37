import type {
  EasyInputMessage,
  ResponseCreateParamsNonStreaming,
  ResponseInputItem,
} from 'openai/resources/responses/responses';
import type { Message, Model, ModelCall, ModelReply } from '../model.ts';
import { askServer, openaiClient, wellFormed, wireName } from './ask-server.ts';
import type { OpenaiSettings } from './ask-server.ts';
import { readResponse } from './read-responses.ts';

/** Models that reason, and refuse to be called again without their reasoning; others refuse to be asked for any. */
const reasons = /^(?:o\d|gpt-[5-9])/;

/** The model port over Responses. Nothing is stored at the server: each call carries the whole conversation. */
export function openaiResponses(settings: OpenaiSettings): Model {
  const client = openaiClient(settings);

  async function complete(call: ModelCall): Promise<ModelReply> {
    const request = requestOf(call);
    return askServer(
      settings,
      call,
      // `client.responses.create` takes the body for a response before we have looked, and falls over a proxy's page.
      (options) => client.post('/responses', { body: request, ...options }),
      (body) => readResponse(body),
    );
  }
  return { complete };
}

function requestOf(call: ModelCall): ResponseCreateParamsNonStreaming {
  // Ours have optional parameters, which strict tools may not have.
  const tools = call.tools.map((tool) => ({ type: 'function' as const, ...tool, strict: false }));
  return {
    model: call.model,
    input: call.messages.flatMap(itemsOf),
    max_output_tokens: call.maxReplyTokens,
    store: false,
    ...(reasons.test(call.model) ? { include: ['reasoning.encrypted_content'] } : {}),
    ...(tools.length > 0 ? { tools } : {}),
    ...(call.schema === null
      ? {}
      : {
          text: {
            format: {
              type: 'json_schema' as const,
              name: call.schema.name,
              schema: call.schema.jsonSchema,
              strict: true,
            },
          },
        }),
  };
}

function itemsOf(message: Message): ResponseInputItem[] {
  switch (message.role) {
    case 'system':
    case 'user':
      return [textItem(message.role, message.text)];
    case 'tool':
      return [{ type: 'function_call_output', call_id: message.callId, output: message.text }];
    case 'assistant': {
      // Reasoning must stand right before what it led to: the server's own order goes back.
      if (message.sealed) return [...message.sealed] as unknown as ResponseInputItem[];
      const calls = message.calls.map(({ id, name, arguments: given }): ResponseInputItem => ({
        type: 'function_call',
        call_id: id,
        name: wireName(name),
        arguments: wellFormed(given),
      }));
      return message.text === '' ? calls : [textItem('assistant', message.text), ...calls];
    }
  }
}

function textItem(role: 'system' | 'user' | 'assistant', content: string): EasyInputMessage {
  return { role, content };
}
