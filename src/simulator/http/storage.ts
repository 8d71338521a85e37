import { randomUUID } from 'node:crypto';
import type { World } from '../state.ts';
import type { Answer } from './answer.ts';

/**
 * Where redirects lead: signed addresses that need no token and expire. Archives, artifacts and logs are 302s:
 * docs.github.com/rest/actions/artifacts#download-an-artifact ("expires after 1 minute").
 */
export interface Storage {
  /** Keeps the bytes under an address that nobody can guess. */
  put(bytes: Uint8Array, type: string, fileName: string): string;
  serve(path: string): Answer;
}

const LIFE_MS = 60_000;
const PREFIX = '/_storage/';

export function isStorage(path: string): boolean {
  return path.startsWith(PREFIX);
}

export function createStorage(world: World): Storage {
  const kept = new Map<string, { bytes: Uint8Array; type: string; fileName: string; until: number }>();
  return {
    put(bytes, type, fileName) {
      const now = world.now().getTime();
      for (const [key, one] of kept) if (one.until <= now) kept.delete(key);
      const key = randomUUID();
      kept.set(key, { bytes, type, fileName, until: now + LIFE_MS });
      return `${world.url}${PREFIX}${key}`;
    },
    serve(path) {
      const found = kept.get(path.slice(PREFIX.length));
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
