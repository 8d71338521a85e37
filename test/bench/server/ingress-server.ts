/** One of the servers of `ingress`, as a process of its own: bare, @octokit/webhooks, Probot's Server, or ours. */
import { createHmac, generateKeyPairSync, timingSafeEqual } from 'node:crypto';
import { createServer, type RequestListener } from 'node:http';
import { createNodeMiddleware, Webhooks } from '@octokit/webhooks';
import { Probot, Server } from 'probot';
import { createApp, readEvents } from '../../../src/app.ts';
import { startFront } from '../../../src/front/front.ts';
import { createLog } from '../../../src/log.ts';
import { openStore } from '../../../src/store/sqlite/open-store.ts';
import { freePort } from '../../whole/serve.ts';

export type ServerKind = 'bare' | 'octokit' | 'probot' | 'probot-logging' | 'cadence';

const host = '127.0.0.1';
const [kind, secret = '', dir = ''] = process.argv.slice(2) as [ServerKind, string, string];
// Probot's default level writes a line a delivery; ours writes none at that level.
const log = createLog(kind === 'probot-logging' || kind === 'cadence' ? 'info' : 'warn', String);

/** The least that can be done: read, check, parse, answer. Nothing is kept. */
function bare(): RequestListener {
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const signature = Buffer.from(String(request.headers['x-hub-signature-256']));
      const expected = Buffer.from(`sha256=${createHmac('sha256', secret).update(body).digest('hex')}`);
      const isSigned = signature.length === expected.length && timingSafeEqual(signature, expected);
      if (isSigned) JSON.parse(body.toString('utf8'));
      response.writeHead(isSigned ? 202 : 401).end('ok');
    });
  };
}

function octokit(): RequestListener {
  const webhooks = new Webhooks({ secret });
  webhooks.on('issues', () => undefined);
  const middleware = createNodeMiddleware(webhooks, { path: '/api/github/webhooks' });
  return (request, response) => void middleware(request, response);
}

async function listen(listener: RequestListener): Promise<number> {
  const port = await freePort();
  await new Promise<void>((resolve) => createServer(listener).listen(port, host, resolve));
  return port;
}

/** Probot's own server; its handler is empty, and nothing is kept. */
async function probot(): Promise<number> {
  const port = await freePort();
  const server = new Server({
    host,
    port,
    log,
    Probot: Probot.defaults({ appId: 1, privateKey: privateKey(), secret, log }),
  });
  await server.load((app) => app.on('issues', () => undefined));
  await server.start();
  return port;
}

/** Our front on our store: durable when it answers. The worker is not started: it would ask GitHub. */
async function cadence(): Promise<number> {
  const opened = await openStore({ dir, now: () => new Date() });
  if (opened.kind === 'refused') throw new Error(opened.message);
  const credentials = { appId: 1, privateKey: privateKey(), webhookSecret: secret };
  const github = { apiUrl: `http://${host}:9/api/v3`, graphqlUrl: `http://${host}:9/api/graphql` };
  const app = await createApp({ credentials, github }, log);
  const started = await startFront({
    verify: app.verify,
    receive: (delivery) => opened.store.inbox.receive(delivery),
    events: readEvents,
    ready: async () => true,
    now: Date.now,
    log,
    host,
    port: 0,
  });
  if (started.kind === 'refused') throw new Error(started.message);
  return Number(new URL(started.front.url).port);
}

function privateKey(): string {
  const { privateKey: key } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

const start: Readonly<Record<ServerKind, () => Promise<number>>> = {
  bare: () => listen(bare()),
  octokit: () => listen(octokit()),
  probot,
  'probot-logging': probot,
  cadence,
};
process.send?.(await start[kind]());
process.on('disconnect', () => process.exit(0));
