import canonicalize from 'canonicalize';
import type { JsonValue } from './log-entry.ts';

/**
 * RFC 8785 text of a JSON value. Throws on what JSON cannot carry: the library would drop an undefined or follow a
 * `toJSON` silently, and then two different values would have one hash.
 */
export function canonicalText(value: JsonValue): string {
  // First, because it finds cycles, which the walk below would follow forever.
  const text = canonicalize(value);
  if (text === undefined) throw new TypeError('not a JSON value');
  refuseUnfit(value);
  return text;
}

/** UTF-8 bytes of the canonical text. */
export function canonicalBytes(value: JsonValue): Uint8Array {
  return Buffer.from(canonicalText(value), 'utf8');
}

function refuseUnfit(root: unknown): void {
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (value === null || typeof value === 'string' || typeof value === 'boolean') continue;
    if (typeof value === 'number') continue; // NaN and infinities were refused by the library
    if (typeof value !== 'object') throw new TypeError(`${typeof value} is not a JSON value`);
    const prototype: unknown = Object.getPrototypeOf(value);
    if (Array.isArray(value)) {
      // A hole reads as undefined here, where `forEach` would pass over it.
      for (let at = 0; at < value.length; at += 1) open.push(value[at]);
    } else if (prototype === Object.prototype || prototype === null) {
      for (const held of Object.values(value)) open.push(held);
    } else throw new TypeError('only plain objects can be written down');
  }
}
