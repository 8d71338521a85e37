import { createSecrets } from '../../src/env/known-secrets.ts';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Webhooks } from '@octokit/webhooks';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { compose, type Running } from '../../src/compose/compose.ts';
import { defaultDurations, type ServerSettings } from '../../src/env/settings.ts';
import { createLog } from '../../src/log.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const webhookSecret = '5f1c9b0a7de24c83b6aa';
const { sign } = new Webhooks({ secret: webhookSecret });
const log = createLog('silent', String);

let dir: string;
let running: Running | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-compose-'));
});
afterEach(async () => {
  await running?.stop();
  running = null;
  rmSync(dir, { recursive: true });
});

function settings(changed: Partial<ServerSettings> = {}): ServerSettings {
  return {
    credentials: { appId: 1, privateKey: pem, webhookSecret },
    // Nobody listens there: what is not about GitHub must work without it.
    github: { apiUrl: 'http://127.0.0.1:9/api/v3', graphqlUrl: 'http://127.0.0.1:9/api/graphql' },
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    dataDir: join(dir, 'data'),
    signingKey: null,
    model: null,
    durations: defaultDurations,
    sweepMs: null,
    ...changed,
  };
}

async function start(changed: Partial<ServerSettings> = {}): Promise<Running> {
  const composed = await compose(settings(changed), { log, secrets: createSecrets() });
  if (composed.kind === 'refused') throw new Error(composed.message);
  running = composed;
  return composed;
}

async function deliver(url: string, id: string, payload: string): Promise<number> {
  const response = await fetch(`${url}/api/github/webhooks`, {
    method: 'POST',
    body: payload,
    headers: {
      'content-type': 'application/json',
      'x-github-event': 'issues',
      'x-github-delivery': id,
      'x-hub-signature-256': await sign(payload),
    },
  });
  await response.text();
  return response.status;
}

describe('a composed server', () => {
  it('stores a delivery before it answers, reads it once, and knows it the next time', async () => {
    const { url, store, idle } = await start();
    expect(await deliver(url, 'd-1', '{"action":"edited"}')).toBe(202);
    expect(await store.inbox.read('d-1')).toMatchObject({ event: 'issues', action: 'edited' });
    await idle();
    expect((await store.inbox.read('d-1'))?.processedAt).not.toBeNull();
    expect(await deliver(url, 'd-1', '{"action":"edited"}')).toBe(200);
  });

  it('stores one of fifty at once under the same id', async () => {
    const { url, store } = await start();
    const statuses = await Promise.all(Array.from({ length: 50 }, () => deliver(url, 'd-1', '{}')));
    expect(statuses.every((status) => status === 200 || status === 202)).toBe(true);
    expect(statuses.filter((status) => status === 202)).toHaveLength(1);
    expect(await store.inbox.recent(100)).toHaveLength(1);
  });

  it('finds what it had answered after a new start', async () => {
    const first = await start();
    expect(await deliver(first.url, 'd-1', '{}')).toBe(202);
    await first.stop();
    const { store } = await start();
    expect(await store.inbox.read('d-1')).not.toBeNull();
  });

  it('is ready while it can read its store', async () => {
    const { url } = await start();
    expect((await fetch(`${url}/readyz`)).status).toBe(200);
  });

  it('tells its log every secret that it has', async () => {
    const secrets = createSecrets();
    const model = { baseUrl: 'http://127.0.0.1:9/v1', key: 'key-of-the-model' };
    const composed = await compose(settings({ model }), { log, secrets });
    if (composed.kind === 'refused') throw new Error(composed.message);
    running = composed;
    const keys = [pem, composed.signingKey.export({ type: 'pkcs8', format: 'pem' }).toString()];
    for (const secret of [...keys.flatMap((key) => key.split('\n').slice(1, -2)), webhookSecret, model.key])
      expect(secrets.redact(`it is ${secret}.`)).toBe('it is [redacted].');
  });

  it('is the only one on its data directory', async () => {
    await start();
    expect(await compose(settings(), { log, secrets: createSecrets() })).toEqual({
      kind: 'refused',
      message: `another Cadence server is using ${join(dir, 'data')}`,
    });
  });

  it.each<[name: string, prepare: () => Partial<ServerSettings>, message: RegExp]>([
    [
      'a data directory that is a file',
      () => {
        writeFileSync(join(dir, 'file'), '');
        return { dataDir: join(dir, 'file') };
      },
      /cannot be used/,
    ],
    [
      'a signing key that cannot be read',
      () => ({ signingKey: 'zzz' }),
      /^CADENCE_SIGNING_KEY does not hold/,
    ],
    ['an address that is not its own', () => ({ host: '192.0.2.1' }), /no address of this machine/],
  ])('refuses %s in a sentence and leaves nothing open', async (_, prepare, message) => {
    const composed = await compose(settings(prepare()), { log, secrets: createSecrets() });
    expect(composed).toMatchObject({ kind: 'refused', message: expect.stringMatching(message) });
    await start();
  });
});
