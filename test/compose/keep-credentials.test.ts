import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepCredentials } from '../../src/compose/keep-credentials.ts';
import { readDotEnv } from '../../src/env/settings.ts';

let dir: string;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'cadence-env-'));
});
afterEach(() => rmSync(dir, { recursive: true }));

describe('the credentials that the set-up page made', () => {
  it('are read back as they were, with what stood there before, and for their owner alone', () => {
    const file = join(dir, '.env');
    writeFileSync(file, 'PORT=8080\nAPP_ID=old\n', { mode: 0o644 });
    const key = '-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n';
    keepCredentials({ APP_ID: '7', PRIVATE_KEY: `"${key}"`, WEBHOOK_SECRET: 'a#b c' }, file);
    expect(readDotEnv(file)).toEqual({
      PORT: '8080',
      APP_ID: '7',
      PRIVATE_KEY: key,
      WEBHOOK_SECRET: 'a#b c',
    });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').split('\n')).toHaveLength(5);
  });
});
