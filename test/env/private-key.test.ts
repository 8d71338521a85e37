import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { parsePrivateKey } from '../../src/env/private-key.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs1', format: 'pem' }).toString();

describe('the private key of an App', () => {
  it.each([
    ['as GitHub gives it', pem],
    ['in PKCS #8', privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()],
    ['with \\n for its line ends', pem.replaceAll('\n', '\\n')],
    ['in quotes', `"${pem.replaceAll('\n', '\\n')}"`],
    ['in base64', Buffer.from(pem).toString('base64')],
  ])('is read %s', (_, text) => {
    const read = parsePrivateKey(text);
    expect(createPublicKey(read ?? '').equals(publicKey)).toBe(true);
  });

  it.each([
    ['a public key', publicKey.export({ type: 'spki', format: 'pem' }).toString()],
    [
      'a key of another kind',
      generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    ],
    ['half a key', pem.slice(0, 200)],
    ['a word', 'key'],
  ])('is not %s', (_, text) => {
    expect(parsePrivateKey(text)).toBeNull();
  });
});
