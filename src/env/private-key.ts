import { createPrivateKey } from 'node:crypto';

/** PEM as people put it into a variable: quoted, with `\n` for line ends, or the whole of it in base64. */
export function unescapePem(text: string): string {
  const plain = text
    .trim()
    .replace(/^(["'])([\s\S]*)\1$/, '$2')
    .replaceAll('\\n', '\n');
  if (plain.includes('-----BEGIN')) return plain;
  return Buffer.from(plain, 'base64').toString('utf8');
}

/** The RSA private key of an App in PKCS #8, whatever form it was given in; null for anything else. */
export function parsePrivateKey(text: string): string | null {
  try {
    const key = createPrivateKey(unescapePem(text));
    return key.asymmetricKeyType === 'rsa' ? key.export({ type: 'pkcs8', format: 'pem' }).toString() : null;
  } catch {
    // Told by the caller without the error: some of them quote what they could not read.
    return null;
  }
}
