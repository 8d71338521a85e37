/**
 * The HTTP front: nothing unverified gets past it, nothing is answered 2xx before it is on the disk, and neither the
 * size nor the pace of what a stranger sends costs more than its connection.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readBody, type BodyPool } from './read-body.ts';
import { readDelivery, type Answer, type DeliveryDeps } from './read-delivery.ts';

export type FrontDeps = DeliveryDeps & {
  readonly host: string;
  readonly port: number;
  /** May deliveries be stored now? */
  readonly ready: () => Promise<boolean>;
  readonly limits?: Partial<FrontLimits>;
};

export type FrontLimits = {
  /** GitHub sends nothing larger. */
  readonly bodyBytes: number;
  /** Bodies that are being read, all together. */
  readonly pooledBytes: number;
  readonly headersMs: number;
  readonly bodyMs: number;
};

export type Front = {
  readonly url: string;
  /** Takes no new connection and waits for the answers under way, but not forever. */
  stop(): Promise<void>;
};

export type FrontStart =
  | { readonly kind: 'listening'; readonly front: Front }
  | { readonly kind: 'refused'; readonly message: string };

const defaults: FrontLimits = {
  bodyBytes: 25 * 1024 * 1024,
  pooledBytes: 150 * 1024 * 1024,
  headersMs: 10_000,
  bodyMs: 20_000,
};
const shutdownTimeoutMs = 5_000;

export async function startFront(deps: FrontDeps): Promise<FrontStart> {
  const limits = { ...defaults, ...deps.limits };
  const pool: BodyPool = { taken: 0, most: limits.pooledBytes };
  const server = createServer({
    headersTimeout: limits.headersMs,
    // Headers and body together; Node answers 408 and closes.
    requestTimeout: limits.headersMs + limits.bodyMs,
    connectionsCheckingInterval: Math.min(1_000, limits.bodyMs),
    keepAliveTimeout: 30_000,
    maxHeaderSize: 16 * 1024,
  });
  server.on('request', (request, response) => {
    void handle(deps, limits, pool, request).then(
      (answer) => send(response, answer),
      (error: unknown) => {
        deps.log.error({ error: error instanceof Error ? error.message : String(error) }, 'not answered');
        send(response, { status: 500, text: 'something went wrong' });
      },
    );
  });
  const problem = await listen(server, deps);
  if (problem) return { kind: 'refused', message: problem };
  const { port, family, address } = server.address() as AddressInfo;
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`;
  return { kind: 'listening', front: { url, stop: () => stop(server) } };
}

async function handle(
  deps: FrontDeps,
  limits: FrontLimits,
  pool: BodyPool,
  request: IncomingMessage,
): Promise<Answer | null> {
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  const { method } = request;
  if (path === '/healthz' && (method === 'GET' || method === 'HEAD')) return { status: 200, text: 'ok' };
  if (path === '/readyz' && (method === 'GET' || method === 'HEAD'))
    return (await deps.ready()) ? { status: 200, text: 'ready' } : unready;
  if (path !== '/api/github/webhooks' && path !== '/') return { status: 404, text: 'not found' };
  if (method !== 'POST') return { status: 405, text: 'only POST', headers: { allow: 'POST' } };
  return readDelivery(deps, request.headers, () => readBody(request, limits.bodyBytes, pool));
}

const unready: Answer = { status: 503, text: 'not ready', headers: { 'retry-after': '5' } };

function send(response: ServerResponse, answer: Answer | null): void {
  // Null: the sender went away, or Node answered a time-out.
  if (answer === null || response.headersSent || response.destroyed) return;
  const body = `${answer.text}\n`;
  response.writeHead(answer.status, {
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
    // What is left of a refused body is not read: the connection goes with it.
    ...(answer.status === 413 ? { connection: 'close' } : {}),
    ...answer.headers,
  });
  response.end(body);
}

async function listen(server: Server, { host, port }: FrontDeps): Promise<string | null> {
  try {
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen({ host, port }, resolve);
    });
    return null;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'EADDRINUSE') return `port ${port} of ${host} is in use: set PORT to another one`;
    if (code === 'EACCES') return `port ${port} may not be used by this user: set PORT to another one`;
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
      return `HOST ${host} is no address of this machine`;
    throw error;
  }
}

async function stop(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => {
    server.close(() => resolve());
  });
  server.closeIdleConnections();
  const impatience = setTimeout(() => server.closeAllConnections(), shutdownTimeoutMs);
  await closed;
  clearTimeout(impatience);
}
