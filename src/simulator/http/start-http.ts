import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { recordMismatches } from '../conform.ts';
import type { World } from '../world.ts';
import type { Answer } from './http-answer.ts';
import { createHandle } from './handle.ts';
import { createLimits } from './limits.ts';
import { createStorage } from './storage.ts';

export type HttpSettings = {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Where each request is also written, a JSON line each (requests.jsonl). */
  requestLog?: string | null;
};

export type HttpServer = {
  url: string;
  close(): Promise<void>;
};

/**
 * The world behind HTTP on loopback: REST at `/api/v3`, GraphQL at `/api/graphql`, as on GitHub Enterprise Server
 * (docs.github.com/enterprise-server/rest/using-the-rest-api/getting-started-with-the-rest-api).
 */
export async function startHttp(world: World, settings: HttpSettings = {}): Promise<HttpServer> {
  const handle = createHandle({
    world,
    limits: createLimits(world),
    storage: createStorage(world),
    requestLog: settings.requestLog ?? null,
  });

  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    try {
      const outcome = await handle(request);
      if (outcome.kind === 'reset') request.socket.destroy();
      else send(world, response, outcome.answer);
    } catch (error) {
      recordMismatches(world, `${request.method ?? ''} ${request.url ?? ''}`, [
        error instanceof Error ? (error.stack ?? error.message) : String(error),
      ]);
      if (!response.headersSent)
        send(world, response, { kind: 'json', status: 500, body: { message: 'Server Error' } });
    }
  };
  const server = createServer((request, response) => void respond(request, response));
  const sockets = new Set<Socket>();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await new Promise<void>((resolve) => void server.listen(settings.port ?? 0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  world.url = `http://127.0.0.1:${port}`;
  return {
    url: world.url,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}

function send(world: World, response: ServerResponse, answer: Answer): void {
  const headers: Record<string, string> = {
    // Clients correct their clocks by it; it must be the world's.
    date: world.now().toUTCString(),
    'x-github-request-id': randomUUID(),
    'x-github-media-type': 'github.v3; format=json',
    ...answer.headers,
  };
  if (answer.kind === 'json') {
    const body = Buffer.from(JSON.stringify(answer.body));
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': body.length,
      ...headers,
    });
    response.end(body);
  } else if (answer.kind === 'bytes') {
    response.writeHead(answer.status, { 'content-length': answer.body.length, ...headers });
    response.end(answer.body);
  } else {
    response.writeHead(answer.status, headers);
    response.end();
  }
}
