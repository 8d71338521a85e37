import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { processEnv, readDataDir, readSigningKey } from '../../env/settings.ts';
import { loadSigningKey, parseSigningKey, type SigningKey } from '../../store/signing-key.ts';

/** The key of the data directory's server; a command never makes one. */
export function readSigning(): SigningKey | { readonly kind: 'refused'; readonly message: string } {
  const env = processEnv();
  const given = readSigningKey(env);
  if (given !== null) return parseSigningKey(given, 'CADENCE_SIGNING_KEY');
  const dir = readDataDir(env);
  if (!existsSync(join(dir, 'signing-key.pem')))
    return { kind: 'refused', message: `there is no signing key in ${dir}: set CADENCE_SIGNING_KEY` };
  return loadSigningKey(dir);
}
