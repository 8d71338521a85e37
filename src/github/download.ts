/**
 * Archives, artifacts and logs: the API answers with a redirect to a signed address elsewhere. It is followed by hand:
 * our credentials stay with the API, and what comes is cut off at a limit.
 */
import type { Failure } from '../task/mutation.ts';
import { readCost } from './meter.ts';
import type { RestDeps } from './merge.ts';
import type { Request } from './transport.ts';

export type Limit = {
  readonly bytes: number;
  /** What becomes of more: refused, or its beginning dropped. */
  readonly beyond: 'refuse' | 'keep-tail';
};
export type Bytes = { readonly kind: 'bytes'; readonly bytes: Uint8Array };

type Redirecting = (
  request: Request,
) => Promise<{ status: number; headers: { location?: string | undefined }; data: unknown }>;

const timeoutMs = 120_000;

export async function download(deps: RestDeps, ask: Redirecting, limit: Limit): Promise<Bytes | Failure> {
  const { transport, access, meter } = deps;
  const reply = await transport.perform(access, meter, {
    effect: 'read',
    cost: readCost,
    timeoutMs,
    send: async (request) => {
      const { status, headers, data } = await ask(request);
      const { location } = headers;
      if (status < 300 || location === undefined) return whole(data, limit);
      return fetchTarget(location, limit);
    },
  });
  return reply.kind === 'answer' ? reply.value : reply;
}

/** Some servers answer with the bytes themselves. */
function whole(data: unknown, limit: Limit): Bytes | Failure {
  if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
    return { kind: 'unknown', message: 'the download is neither bytes nor a redirect' };
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
  if (bytes.length <= limit.bytes) return { kind: 'bytes', bytes };
  return limit.beyond === 'refuse' ? tooLarge(limit) : { kind: 'bytes', bytes: bytes.subarray(-limit.bytes) };
}

async function fetchTarget(location: string, limit: Limit): Promise<Bytes | Failure> {
  const response = await fetch(location, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const message = `the download answered ${response.status}`;
    // The signed address lives a minute: asked for anew, the next one may do.
    if (response.status >= 500 || response.status === 403) return { kind: 'unknown', message };
    if (response.status === 404 || response.status === 410) return { kind: 'gone', message };
    return { kind: 'refused', status: response.status, message };
  }
  return readStream(response.body, limit);
}

async function readStream(body: AsyncIterable<Uint8Array>, limit: Limit): Promise<Bytes | Failure> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size <= limit.bytes) continue;
    if (limit.beyond === 'refuse') return tooLarge(limit);
    // Whole chunks from the front: what is left stays above the limit until the end.
    while (size - (chunks[0]?.length ?? 0) >= limit.bytes) size -= chunks.shift()?.length ?? 0;
  }
  const bytes = new Uint8Array(Buffer.concat(chunks));
  return { kind: 'bytes', bytes: bytes.length > limit.bytes ? bytes.subarray(-limit.bytes) : bytes };
}

function tooLarge({ bytes }: Limit): Failure {
  return { kind: 'refused', status: 413, message: `the download is larger than ${bytes / 1_048_576} MB` };
}
