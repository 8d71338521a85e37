import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Read } from './request-json.ts';
import { readRequest } from './read-request.ts';
import { readResponseRequest } from './read-response-request.ts';
import { renderCompletion } from './render-reply.ts';
import { renderResponse } from './render-response.ts';
import { readScript } from './script.ts';
import type { Script, ScriptedRequest } from './script.ts';

/** A running scripted model. `errors` and `unused` must be empty for a story to have gone as written. */
export type ScriptedModel = {
  readonly baseUrl: string;
  readonly key: string;
  requests(): readonly ScriptedRequest[];
  /** Calls that no script expected, and requests that no chat server would take. */
  errors(): readonly string[];
  unused(): readonly string[];
  stop(): Promise<void>;
};

const maxBody = 64_000_000;

const apis: Readonly<
  Record<
    string,
    { readonly read: (text: string) => Read; readonly render: typeof renderResponse } | undefined
  >
> = {
  '/v1/chat/completions': { read: readRequest, render: renderCompletion },
  '/v1/responses': { read: readResponseRequest, render: renderResponse },
};

/**
 * An OpenAI-compatible server on loopback that answers from a script. It shares nothing with the client under test,
 * checks each request as OpenAI would, and answers 500 to a call that the script does not hold.
 */
export async function startScriptedModel(script: Script): Promise<ScriptedModel> {
  const reader = readScript(script);
  const requests: ScriptedRequest[] = [];
  const errors: string[] = [];
  const key = 'scripted-model-key';

  async function answer(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const text = await bodyOf(incoming);
    const api = apis[incoming.url ?? ''];
    if (incoming.method !== 'POST' || api === undefined)
      return fail(outgoing, 404, `no ${incoming.method} ${incoming.url} here`);
    if (incoming.headers.authorization !== `Bearer ${key}`) return fail(outgoing, 401, 'wrong key');
    const read = api.read(text);
    if (read.kind === 'wrong') return fail(outgoing, 400, read.why);
    const number = requests.push(read.request);
    const reply = reader.next(read.request);
    switch (reply.kind) {
      case 'unexpected':
        return fail(outgoing, 500, `call ${number} was not expected: ${reply.why}`);
      case 'raw':
        return send(outgoing, reply.status, reply.body, reply.headers);
      case 'stall':
        outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
        outgoing.write('{"id":');
        return;
      case 'drip': {
        outgoing.writeHead(reply.status ?? 200, { 'content-type': 'application/json' });
        const drops = setInterval(() => outgoing.write(' '), 5);
        outgoing.on('close', () => clearInterval(drops));
        return;
      }
      default: {
        const { model } = read.request;
        const made = { number, model, promptBytes: Buffer.byteLength(text), reasoning: read.reasoning };
        send(outgoing, 200, api.render(reply, made));
      }
    }
  }

  function fail(outgoing: ServerResponse, status: number, why: string): void {
    errors.push(why);
    send(outgoing, status, JSON.stringify({ error: { message: why, type: 'scripted_model', code: null } }));
  }

  const server = createServer((incoming, outgoing) => {
    answer(incoming, outgoing).catch((error: unknown) => {
      // A client that hung up is the client's matter; anything else is an error of the script.
      if (!incoming.complete && incoming.destroyed) return;
      fail(outgoing, 500, `the script failed: ${String(error)}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted model has no port');

  return {
    baseUrl: `http://127.0.0.1:${address.port}/v1`,
    key,
    requests: () => requests,
    errors: () => errors,
    unused: () => reader.unused(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function send(
  outgoing: ServerResponse,
  status: number,
  body: string,
  headers: Record<string, string> = {},
): void {
  outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
  outgoing.end(body);
}

async function bodyOf(incoming: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk);
    size += bytes.byteLength;
    if (size > maxBody) throw new Error('the request is too large');
    chunks.push(bytes);
  }
  return Buffer.concat(chunks).toString('utf8');
}
