import { createPrivateKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { refusalOf, refused, type StoreRefusal } from './store-refusal.ts';

const file = 'signing-key.pem';

export type SigningKey = { readonly kind: 'key'; readonly key: KeyObject };

/**
 * The Ed25519 key that signs the checkpoints of a data directory's logs; made on the first start. A key that is
 * there but cannot be read is refused, never replaced: everything published so far would stop to verify.
 */
export function loadSigningKey(dir: string): SigningKey | StoreRefusal {
  try {
    return parseSigningKey(readFileSync(join(dir, file), 'utf8'), join(dir, file));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) return refusalOf(error, dir);
  }
  try {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    writeWhole(join(dir, file), String(pem));
    return parseSigningKey(String(pem), join(dir, file));
  } catch (error) {
    return refusalOf(error, dir);
  }
}

/** Reads a PEM private key; `source` names it in the refusal, which never shows the key. */
export function parseSigningKey(pem: string, source: string): SigningKey | StoreRefusal {
  try {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType === 'ed25519') return { kind: 'key', key };
  } catch {
    // Told below, without the error: some of them quote what they could not read.
  }
  return refused('unusable', `${source} does not hold an Ed25519 private key in PEM form`);
}

/** Appears whole or not at all, and never over a file that is there: `link` fails where `rename` would replace. */
function writeWhole(path: string, text: string): void {
  const draft = `${path}.${process.pid}`;
  const descriptor = openSync(draft, 'w', 0o600);
  try {
    writeSync(descriptor, text);
    fsyncSync(descriptor);
    linkSync(draft, path);
  } finally {
    closeSync(descriptor);
    rmSync(draft);
  }
}
