import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readEnv, type Env } from '../src/env/settings.ts';
import { main } from '../src/main.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-main-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

function env(): Env {
  return {
    APP_ID: '1',
    PRIVATE_KEY: pem,
    WEBHOOK_SECRET: '5f1c9b0a7de24c83b6aa',
    PORT: '0',
    LOG_LEVEL: 'silent',
    CADENCE_SWEEP_MS: '0',
    CADENCE_DATA_DIR: dir,
  };
}

/** Runs it until it has said something, then asks it to end. */
async function started(read: ReturnType<typeof readEnv>): Promise<{
  said: string[];
  url: string;
  end: () => Promise<number>;
}> {
  const said: string[] = [];
  const spoke = Promise.withResolvers<void>();
  const asked = Promise.withResolvers<void>();
  const say = (sentence: string): void => {
    said.push(sentence);
    if (sentence.includes('http://')) spoke.resolve();
  };
  const running = main(read, { say, asked: asked.promise });
  await Promise.race([spoke.promise, running]);
  const end = (): Promise<number> => {
    asked.resolve();
    return running;
  };
  return { said, url: /http:\/\/[\w.:]+/.exec(said.join(' '))?.[0] ?? '', end };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

describe('the process', () => {
  it('says what is wrong with its settings, a sentence each, and exits 2', async () => {
    const said: string[] = [];
    const read = readEnv({ ...env(), WEBHOOK_SECRET: 'development', PORT: 'x', CADENCE_DATADIR: 'y' });
    const code = await main(read, { say: (one) => said.push(one), asked: new Promise(() => {}) });
    expect(code).toBe(2);
    expect(said.map((one) => one.split(' ', 1)[0])).toEqual(['CADENCE_DATADIR', 'PORT', 'WEBHOOK_SECRET']);
  });

  it('listens until it is asked to end, then exits 0 and leaves the data directory free', async () => {
    const { url, end } = await started(readEnv(env()));
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect(await end()).toBe(0);
    const again = await started(readEnv(env()));
    expect(await again.end()).toBe(0);
  });

  it('says that another server uses the data directory and exits 2', async () => {
    const first = await started(readEnv(env()));
    const second = await started(readEnv(env()));
    expect(second.said).toEqual([`another Cadence server is using ${dir}.`]);
    expect(await second.end()).toBe(2);
    await first.end();
  });

  it('shows the set-up page on this machine only, with what app.yml asks for', async () => {
    const port = await freePort();
    const { url, end } = await started(readEnv({ HOST: '0.0.0.0', PORT: String(port), LOG_LEVEL: 'silent' }));
    expect(url).toBe(`http://127.0.0.1:${port}`);
    const page = await fetch(`${url}/probot`);
    const text = await page.text();
    expect(text).toContain('/settings/apps/new');
    expect(text).toContain('pull_requests');
    expect(await end()).toBe(0);
  });
});
