import { OpenAI } from 'openai';
import { boundedFetch } from './bounded-fetch.ts';
import type { ModelCall, ModelReply } from '../model.ts';
import type { Form } from './dialect.ts';
import { readFailure } from './failure.ts';

export type OpenaiSettings = {
  /** Address up to and with `/v1`. */
  readonly baseUrl: string;
  /** Null for a local server that asks for none. */
  readonly key: string | null;
  /** What is tried first. A server that says that it does not know it gets the other one. */
  readonly replyLimit?: Form['replyLimit'];
  readonly maxReplyBytes?: number;
};

/**
 * A client that asks once: waiting and asking again are the engine's, since an unseen retry would be paid for twice
 * and recorded once.
 */
export function openaiClient(settings: OpenaiSettings): OpenAI {
  // Everything that the client would else read from the environment is given here.
  return new OpenAI({
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
}

/** Sends one request and reads what came, an error too, as a value. `read` gets the body as the server sent it. */
export async function askServer(
  settings: OpenaiSettings,
  call: ModelCall,
  send: (options: { timeout: number; signal: AbortSignal }) => Promise<unknown>,
  read: (body: unknown) => ModelReply,
): Promise<ModelReply> {
  // The client's own time-out ends with the headers where the status is an error: a body may drip forever.
  const deadline = AbortSignal.timeout(call.timeoutMs);
  const signal = call.signal ? AbortSignal.any([deadline, call.signal]) : deadline;
  try {
    return read(await send({ timeout: call.timeoutMs, signal }));
  } catch (error) {
    const failure = readFailure(error, Date.now(), (text) => withoutKey(text, settings.key));
    if (failure === null) throw error;
    return failure;
  }
}

/** Several servers parse the arguments in the history and answer 500 when they are broken: those go back as none. */
export function wellFormed(given: string): string {
  try {
    JSON.parse(given);
    return given;
  } catch {
    return '{}';
  }
}

/** A name of a tool as servers take it back: what a model made up may be none, and the whole history is refused for it. */
export function wireName(name: string): string {
  return name.replace(/[^\w-]/g, '_').slice(0, 64) || 'unreadable';
}

/** Servers quote keys in their errors, in whole or with the middle starred out. */
function withoutKey(text: string, key: string | null): string {
  const plain = key === null || key === '' ? text : text.replaceAll(key, '[key]');
  return plain.replace(/\bsk-[\w*-]{4,}/g, '[key]').slice(0, 300);
}
