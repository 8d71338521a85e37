import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadSigningKey, parseSigningKey } from '../../src/store/signing-key.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'cadence-key-'));
});
afterEach(() => rm(dir, { recursive: true }));

describe('the signing key', () => {
  it('is made once, for its owner alone, and stays', () => {
    const first = pemOf(loadSigningKey(dir));
    expect(pemOf(loadSigningKey(dir))).toBe(first);
  });

  it('is a file of its own that nobody else may read', async () => {
    loadSigningKey(dir);
    expect(await readdir(dir)).toEqual(['signing-key.pem']);
    expect((await stat(join(dir, 'signing-key.pem'))).mode & 0o777).toBe(0o600);
  });

  it('is refused, not replaced, where it cannot be read', async () => {
    await writeFile(join(dir, 'signing-key.pem'), 'broken');
    expect(loadSigningKey(dir)).toMatchObject({ kind: 'refused', reason: 'unusable' });
    expect(await readFile(join(dir, 'signing-key.pem'), 'utf8')).toBe('broken');
  });

  it('is refused where the directory is not there', () => {
    expect(loadSigningKey(join(dir, 'nowhere'))).toMatchObject({ kind: 'refused', reason: 'unusable' });
  });
});

describe('parseSigningKey', () => {
  it('refuses keys of other kinds, and never shows what it read', () => {
    const { privateKey } = generateKeyPairSync('ec', {
      namedCurve: 'P-256',
      privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
      publicKeyEncoding: { type: 'spki', format: 'pem' },
    });
    for (const text of [privateKey, 'a canary', '']) {
      const refusal = parseSigningKey(text, 'CADENCE_SIGNING_KEY');
      expect(refusal).toEqual({
        kind: 'refused',
        reason: 'unusable',
        message: 'CADENCE_SIGNING_KEY does not hold an Ed25519 private key in PEM form',
      });
    }
  });
});

function pemOf(loaded: { kind: 'key'; key: KeyObject } | { kind: 'refused'; message: string }): string {
  if (loaded.kind === 'refused') throw new Error(loaded.message);
  return String(loaded.key.export({ type: 'pkcs8', format: 'pem' }));
}
