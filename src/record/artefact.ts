import { createHash, randomBytes } from 'node:crypto';

const saltBytes = 16;

/** Bytes with the salt that their address is made with. */
export type Artefact = { readonly salt: Uint8Array; readonly bytes: Uint8Array };

/**
 * The address of an artefact: hex SHA-256(salt ‖ bytes). Salt and bytes are erased together: without the salt, a
 * guess at a short text cannot be confirmed from the address that stays in the log.
 */
export function addressOf(salt: Uint8Array, bytes: Uint8Array): string {
  // Two salts of different length could otherwise share an address by moving bytes across the seam.
  if (salt.length !== saltBytes) throw new RangeError(`a salt has ${saltBytes} bytes`);
  return createHash('sha256').update(salt).update(bytes).digest('hex');
}

/** A fresh salt for one artefact. */
export function newSalt(): Uint8Array {
  return randomBytes(saltBytes);
}
