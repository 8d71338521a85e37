import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { Webhooks } from '@octokit/webhooks';
import { afterEach, describe, expect, it } from 'vitest';
import { createLog } from '../../src/log.ts';
import { startFront, type Front, type FrontDeps } from '../../src/front/front.ts';

const secret = '5f1c9b0a7de24c83b6aa';
const payload = '{"action":"labeled","n":1}';
const { verify } = new Webhooks({ secret });

type Received = Parameters<FrontDeps['receive']>[0];
let front: Front | null = null;
afterEach(async () => {
  await front?.stop();
  front = null;
});

async function start(changed: Partial<FrontDeps> = {}): Promise<{ url: string; received: Received[] }> {
  const received: Received[] = [];
  const started = await startFront({
    verify,
    receive: async (delivery) => {
      received.push(delivery);
      return 'stored';
    },
    events: new Set(['issues']),
    ready: async () => true,
    now: () => 7,
    log: createLog('silent', String),
    host: '127.0.0.1',
    port: 0,
    ...changed,
  });
  if (started.kind !== 'listening') throw new Error(started.message);
  front = started.front;
  return { url: `${front.url}/api/github/webhooks`, received };
}

function sign(body: string | Buffer, algorithm: 'sha1' | 'sha256' = 'sha256'): string {
  return `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
}

function headers(body: string | Buffer, changed: Record<string, string | null> = {}): Record<string, string> {
  const all = {
    'content-type': 'application/json',
    'x-github-event': 'issues',
    'x-github-delivery': 'd-1',
    'x-hub-signature-256': sign(body),
    ...changed,
  };
  return Object.fromEntries(
    Object.entries(all).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

async function post(
  url: string,
  body: string | Buffer,
  changed: Record<string, string | null> = {},
): Promise<number> {
  const response = await fetch(url, { method: 'POST', body, headers: headers(body, changed) });
  await response.text();
  return response.status;
}

describe('the front', () => {
  it('stores a signed delivery as it came, and only then answers 2xx', async () => {
    const spaced = '{ "action": "labeled",  "text": "é" }';
    const { url, received } = await start();
    expect(await post(url, spaced)).toBe(202);
    expect(received).toEqual([
      { id: 'd-1', event: 'issues', action: 'labeled', payload: spaced, receivedAt: 7 },
    ]);
  });

  it('takes deliveries at its root too, where the set-up page sends them', async () => {
    const { url, received } = await start();
    expect(await post(new URL('/', url).href, payload)).toBe(202);
    expect(received).toHaveLength(1);
  });

  const other = sign('{"action":"labeled","n":2}');
  it.each<[name: string, changed: Record<string, string | null>]>([
    ['no signature', { 'x-hub-signature-256': null }],
    ['an empty signature', { 'x-hub-signature-256': '' }],
    ['SHA-1 alone', { 'x-hub-signature-256': null, 'x-hub-signature': sign(payload, 'sha1') }],
    ['SHA-1 in the other header', { 'x-hub-signature-256': sign(payload, 'sha1') }],
    ['a truncated signature', { 'x-hub-signature-256': sign(payload).slice(0, -1) }],
    ['the signature of another body', { 'x-hub-signature-256': other }],
    [
      'a signature under another secret',
      {
        'x-hub-signature-256': `sha256=${createHmac('sha256', 'development').update(payload).digest('hex')}`,
      },
    ],
    ['the digest without its algorithm', { 'x-hub-signature-256': sign(payload).slice('sha256='.length) }],
  ])('answers 401 to %s and stores nothing', async (_, changed) => {
    const { url, received } = await start();
    expect(await post(url, payload, changed)).toBe(401);
    expect(received).toEqual([]);
  });

  it('answers 401 to a body that was written anew under the signature of the old one', async () => {
    const { url, received } = await start();
    const spaced = '{ "action": "labeled", "n": 1 }';
    expect(await post(url, JSON.stringify(JSON.parse(spaced)), { 'x-hub-signature-256': sign(spaced) })).toBe(
      401,
    );
    expect(received).toEqual([]);
  });

  it('takes bytes that are no UTF-8 for unsigned: two bodies could share a text', async () => {
    const { url, received } = await start();
    expect(await post(url, Buffer.from([0x7b, 0xff, 0x7d]))).toBe(401);
    expect(received).toEqual([]);
  });

  it.each<[name: string, body: string, changed: Record<string, string | null>, status: number]>([
    ['malformed JSON', '{"a":', {}, 400],
    ['JSON that is no object', '[1]', {}, 400],
    ['null', 'null', {}, 400],
    ['a form', 'payload=%7B%7D', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no content type', payload, { 'content-type': '' }, 415],
    ['no delivery id', payload, { 'x-github-delivery': null }, 400],
    ['an id with a path in it', payload, { 'x-github-delivery': '../1' }, 400],
    ['an id of 101 characters', payload, { 'x-github-delivery': 'a'.repeat(101) }, 400],
    ['no event', payload, { 'x-github-event': null }, 400],
    ['an event that nobody reads', payload, { 'x-github-event': 'watch' }, 200],
    ['a ping', payload, { 'x-github-event': 'ping' }, 200],
  ])('stores nothing of %s', async (_, body, changed, status) => {
    const { url, received } = await start();
    expect(await post(url, body, changed)).toBe(status);
    expect(received).toEqual([]);
  });

  it('answers 413 to 26 MB, announced or not, and takes 25 MB', async () => {
    const { url, received } = await start();
    const large = Buffer.alloc(26 * 1024 * 1024, ' ');
    expect(await post(url, large)).toBe(413);
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(large);
        controller.close();
      },
    });
    const init = { method: 'POST', body: stream, headers: headers(large), duplex: 'half' } as const;
    expect((await fetch(url, init)).status).toBe(413);
    const most = Buffer.concat([Buffer.from(payload), Buffer.alloc(25 * 1024 * 1024 - payload.length, ' ')]);
    expect(await post(url, most)).toBe(202);
    expect(received).toHaveLength(1);
  });

  it('answers 503 while too much is being read, and takes deliveries again afterwards', async () => {
    const { url } = await start({ limits: { pooledBytes: 1_000 } });
    const large = JSON.stringify({ text: 'x'.repeat(2_000) });
    expect(await post(url, large)).toBe(503);
    expect(await post(url, payload)).toBe(202);
  });

  it('answers 408 to a body that does not come to its end, and forgets it', async () => {
    const { url, received } = await start({ limits: { headersMs: 100, bodyMs: 100 } });
    const answer = await sendSlowly(url);
    expect(answer).toMatch(/^HTTP\/1\.1 408 /);
    expect(received).toEqual([]);
  });

  it('answers every one of fifty at once under the same id', async () => {
    const { url, received } = await start();
    const statuses = await Promise.all(Array.from({ length: 50 }, () => post(url, payload)));
    expect(new Set(statuses)).toEqual(new Set([202]));
    expect(received).toHaveLength(50);
  });

  it('answers 503 while the store is down', async () => {
    const { url } = await start({ receive: () => Promise.reject(new Error('disk full')) });
    expect(await post(url, payload)).toBe(503);
  });

  it('says nothing before the store has said that it is on the disk', async () => {
    const reached = Promise.withResolvers<void>();
    const onDisk = Promise.withResolvers<'stored'>();
    const { url } = await start({
      receive: () => {
        reached.resolve();
        return onDisk.promise;
      },
    });
    const pending = post(url, payload);
    await reached.promise;
    const elsewhere = post(new URL('/healthz', url).href, payload);
    expect(await Promise.race([pending, elsewhere])).toBe(404);
    onDisk.resolve('stored');
    expect(await pending).toBe(202);
  });

  it('answers 200 to a delivery that it has already', async () => {
    const { url } = await start({ receive: async () => 'done' });
    expect(await post(url, payload)).toBe(200);
  });

  it.each([
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
    ['POST', '/healthz', 404],
    ['GET', '/api/github/webhooks', 405],
    ['GET', '/', 405],
    ['GET', '/api/github/webhooks/', 404],
    ['POST', '/probot', 404],
  ])('answers %s %s with %i', async (method, path, status) => {
    const { url } = await start();
    const response = await fetch(new URL(path, url), { method });
    await response.text();
    expect(response.status).toBe(status);
  });

  it('is not ready while the store is not', async () => {
    const { url } = await start({ ready: async () => false });
    expect((await fetch(new URL('/readyz', url))).status).toBe(503);
  });

  it('says that its port is taken', async () => {
    const { url } = await start();
    await expect(start({ port: Number(new URL(url).port) })).rejects.toThrow(
      /^port \d+ of 127.0.0.1 is in use/,
    );
  });
});

/** Announces more than it sends, and waits for the answer. */
function sendSlowly(url: string): Promise<string> {
  const { hostname, port, pathname } = new URL(url);
  const lines = Object.entries(headers(payload)).map(([name, value]) => `${name}: ${value}\r\n`);
  return new Promise((resolve, reject) => {
    let text = '';
    const socket = connect(Number(port), hostname, () => {
      socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\n${lines.join('')}content-length: 100\r\n\r\n{`);
    });
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
