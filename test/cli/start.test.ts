import { createSecrets } from '../../src/env/known-secrets.ts';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { run as replay } from '../../src/cli/replay.ts';
import { run as start } from '../../src/cli/start.ts';
import { compose, type Running } from '../../src/compose/compose.ts';
import { processEnv, readEnv } from '../../src/env/settings.ts';
import { createLog } from '../../src/log.ts';
import { captured } from './captured.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });

let dir: string;
let running: Running | null = null;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-start-'));
  vi.stubEnv('CADENCE_DATA_DIR', dir);
  vi.stubEnv('APP_ID', '1');
  vi.stubEnv('PRIVATE_KEY', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
  vi.stubEnv('WEBHOOK_SECRET', '5f1c9b0a7de24c83b6aa');
  vi.stubEnv('PORT', '0');
  vi.stubEnv('CADENCE_SWEEP_MS', '0');
  // Nobody listens there.
  vi.stubEnv('GHE_HOST', '127.0.0.1:9');
  vi.stubEnv('GHE_PROTOCOL', 'http');
});
afterEach(async () => {
  await running?.stop();
  running = null;
  vi.unstubAllEnvs();
  rmSync(dir, { recursive: true });
});

async function serve(): Promise<Running> {
  const read = readEnv(processEnv());
  if (read.kind !== 'app') throw new Error('no settings');
  const composed = await compose(read.settings, {
    log: createLog('silent', String),
    secrets: createSecrets(),
  });
  if (composed.kind === 'refused') throw new Error(composed.message);
  running = composed;
  vi.stubEnv('PORT', new URL(composed.url).port);
  return composed;
}

describe('cadence start and replay', () => {
  it('hand a hint to the server that runs, by its own door', async () => {
    const { store } = await serve();
    const told = await captured(() => start(['octo/cat#7', '--json']));
    expect(told.code).toBe(0);
    const { delivery, to } = JSON.parse(told.out);
    expect(to).toBe('server');
    expect(await store.inbox.read(delivery)).toMatchObject({ event: 'issues', action: 'labeled' });
    const again = await captured(() => replay([delivery, '--json']));
    const kept = JSON.parse(again.out);
    expect(kept).toMatchObject({ of: delivery, to: 'server' });
    expect((await store.inbox.read(kept.delivery))?.payload).toBe(
      (await store.inbox.read(delivery))?.payload,
    );
  });

  it('leave it in the store for the next server where none runs', async () => {
    const told = await captured(() => start(['octo/cat#7', '--json']));
    const { delivery, to } = JSON.parse(told.out);
    expect(to).toBe('store');
    const { store } = await serve();
    expect(await store.inbox.read(delivery)).not.toBeNull();
  });

  it('say that the server cannot be reached', async () => {
    await serve();
    vi.stubEnv('PORT', '9');
    const told = await captured(() => start(['octo/cat#7']));
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toContain('does not answer at http://127.0.0.1:9/');
  });

  it.each([['octo#7'], ['octo/cat'], ['octo/cat#0'], ['octo/cat#7-2'], ['']])(
    'take "%s" for no issue',
    async (name) => {
      const told = await captured(() => start([name]));
      expect(told).toMatchObject({ code: 2, out: '' });
      expect(told.err).toContain('is not OWNER/REPO#ISSUE');
    },
  );

  it('know no delivery that never came', async () => {
    await captured(() => start(['octo/cat#7']));
    const told = await captured(() => replay(['d-404']));
    expect(told).toMatchObject({ code: 1, out: '' });
    expect(told.err).toContain('no delivery d-404');
  });
});
