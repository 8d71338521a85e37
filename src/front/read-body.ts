import type { IncomingMessage } from 'node:http';

/** Bytes of bodies that are being read, over all connections. */
export type BodyPool = { taken: number; readonly most: number };

export type Body =
  | { readonly kind: 'body'; readonly bytes: Buffer }
  | { readonly kind: 'too-large' }
  /** Too much is being read already. */
  | { readonly kind: 'crowded' }
  /** The sender went away, or was too slow. */
  | { readonly kind: 'gone' };

/** Reads a body of at most so many bytes. What follows a refusal is thrown away, never kept. */
export async function readBody(request: IncomingMessage, most: number, pool: BodyPool): Promise<Body> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > most) return discard(request, { kind: 'too-large' });
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request.iterator({ destroyOnReturn: false })) {
      const bytes: Buffer = chunk;
      size += bytes.length;
      pool.taken += bytes.length;
      if (size > most) return discard(request, { kind: 'too-large' });
      if (pool.taken > pool.most) return discard(request, { kind: 'crowded' });
      chunks.push(bytes);
    }
    return { kind: 'body', bytes: Buffer.concat(chunks, size) };
  } catch {
    return { kind: 'gone' };
  } finally {
    pool.taken -= size;
  }
}

function discard(request: IncomingMessage, body: Body): Body {
  request.on('error', () => {});
  request.resume();
  return body;
}
