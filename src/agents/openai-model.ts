import { OpenAI } from 'openai';
import type {
  ChatCompletionCreateParamsNonStreaming,
  ChatCompletionMessageParam,
} from 'openai/resources/chat/completions';
import type { Message, Model, ModelCall, ModelReply } from './model.ts';
import { boundedFetch } from './bounded-fetch.ts';
import { readFailure } from './openai-failure.ts';
import { readReply } from './openai-reply.ts';

export type OpenaiSettings = {
  /** Address up to and with `/v1`. */
  readonly baseUrl: string;
  /** Null for a local server that asks for none. */
  readonly key: string | null;
  /** Old compatible servers know only `max_tokens`; OpenAI's reasoning models only the other. */
  readonly replyLimit?: 'max_completion_tokens' | 'max_tokens';
  readonly maxReplyBytes?: number;
};

/**
 * The model port over chat.completions of any compatible server. One request a call: waiting and asking again are
 * the engine's, since an unseen retry would be paid for twice and recorded once.
 */
export function openaiModel(settings: OpenaiSettings): Model {
  // Everything that the client would else read from the environment is given here.
  const client = new OpenAI({
    baseURL: settings.baseUrl,
    apiKey: settings.key ?? 'none',
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    maxRetries: 0,
    logLevel: 'off',
    fetch: boundedFetch(settings.maxReplyBytes ?? 4_000_000),
  });
  const limitName = settings.replyLimit ?? 'max_completion_tokens';

  async function complete(call: ModelCall): Promise<ModelReply> {
    const request = requestOf(call, limitName);
    const promptText = JSON.stringify([request.messages, request.tools ?? []]);
    const options = { timeout: call.timeoutMs, ...(call.signal ? { signal: call.signal } : {}) };
    try {
      return readReply(await client.chat.completions.create(request, options), promptText);
    } catch (error) {
      const failure = readFailure(error, promptText, Date.now(), (text) => withoutKey(text, settings.key));
      if (failure === null) throw error;
      return failure;
    }
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
        function: { name, arguments: wellFormed(given) },
      }));
      return {
        role: 'assistant',
        content: message.text,
        ...(calls.length > 0 ? { tool_calls: calls } : {}),
      };
    }
  }
}

/** Several servers parse the arguments in the history and answer 500 when they are broken: those go back as none. */
function wellFormed(given: string): string {
  try {
    JSON.parse(given);
    return given;
  } catch {
    return '{}';
  }
}

/** Servers quote keys in their errors, in whole or with the middle starred out. */
function withoutKey(text: string, key: string | null): string {
  const plain = key === null || key === '' ? text : text.replaceAll(key, '[key]');
  return plain.replace(/\bsk-[\w*-]{4,}/g, '[key]').slice(0, 300);
}
