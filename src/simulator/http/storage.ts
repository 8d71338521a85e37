import { randomUUID } from 'node:crypto';
import type { World } from '../world.ts';
import type { Answer } from './http-answer.ts';

/**
 * Where redirects lead: signed addresses that need no token and expire. Archives, artifacts and logs are 302s:
 * docs.github.com/rest/actions/artifacts#download-an-artifact ("expires after 1 minute").
 */
export type Storage = {
  /** Keeps the bytes under an address that nobody can guess. */
  put(bytes: Uint8Array, type: string, fileName: string): string;
  serve(path: string): Answer;
};

const lifetimeMs = 60_000;
const storagePrefix = '/_storage/';

export function isStorage(path: string): boolean {
  return path.startsWith(storagePrefix);
}

export function createStorage(world: World): Storage {
  const kept = new Map<string, { bytes: Uint8Array; type: string; fileName: string; until: number }>();
  return {
    put(bytes, type, fileName) {
      const now = world.now().getTime();
      for (const [key, one] of kept) if (one.until <= now) kept.delete(key);
      const key = randomUUID();
      kept.set(key, { bytes, type, fileName, until: now + lifetimeMs });
      return `${world.url}${storagePrefix}${key}`;
    },
    serve(path) {
      const found = kept.get(path.slice(storagePrefix.length));
      if (found === undefined || found.until <= world.now().getTime()) {
        return {
          kind: 'bytes',
          status: 403,
          body: Buffer.from('Signature not valid in the specified time frame'),
          headers: {},
        };
      }
      return {
        kind: 'bytes',
        status: 200,
        body: found.bytes,
        headers: {
          'content-type': found.type,
          'content-disposition': `attachment; filename=${found.fileName}`,
        },
      };
    },
  };
}
