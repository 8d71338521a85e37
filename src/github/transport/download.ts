/**
 * Archives, artifacts and logs: the API answers with a redirect to a signed address elsewhere. It is followed by hand:
 * our credentials stay with the API, and what is larger than a limit is refused: the end of a log proves nothing where its
 * beginning, with an earlier end in it, may be what was cut off.
 */
import type { Failure } from '../../task/shapes/mutation.ts';
import type { Bytes } from '../../task/shapes/run-files.ts';
import { readCost } from './meter.ts';
import type { Asker, Request } from './transport.ts';

type Redirecting = (
  request: Request,
) => Promise<{ status: number; headers: { location?: string | undefined }; data: unknown }>;

const timeoutMs = 120_000;

/** `most`: in bytes; what is larger is `refused` with status 413. */
export async function download(deps: Asker, ask: Redirecting, most: number): Promise<Bytes | Failure> {
  const { transport, access, meter } = deps;
  const reply = await transport.perform(access, meter, {
    effect: 'read',
    cost: readCost,
    timeoutMs,
    send: async (request) => {
      const { status, headers, data } = await ask(request);
      const { location } = headers;
      if (status < 300 || location === undefined) return whole(data, most);
      return fetchTarget(location, most);
    },
  });
  return reply.kind === 'answer' ? reply.value : reply;
}

/** Some servers answer with the bytes themselves. */
function whole(data: unknown, most: number): Bytes | Failure {
  if (typeof data !== 'string' && !(data instanceof ArrayBuffer))
    return { kind: 'unknown', message: 'the download is neither bytes nor a redirect' };
  const bytes = typeof data === 'string' ? new TextEncoder().encode(data) : new Uint8Array(data);
  return bytes.length <= most ? { kind: 'bytes', bytes } : tooLarge(most);
}

async function fetchTarget(location: string, most: number): Promise<Bytes | Failure> {
  const response = await fetch(location, { signal: AbortSignal.timeout(timeoutMs) });
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    const message = `the download answered ${response.status}`;
    // The signed address lives a minute: ask again, and the next one may work.
    if (response.status >= 500 || response.status === 403) return { kind: 'unknown', message };
    if (response.status === 404 || response.status === 410) return { kind: 'gone', message };
    return { kind: 'refused', status: response.status, message };
  }
  return readStream(response.body, most);
}

async function readStream(body: AsyncIterable<Uint8Array>, most: number): Promise<Bytes | Failure> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > most) return tooLarge(most);
  }
  return { kind: 'bytes', bytes: new Uint8Array(Buffer.concat(chunks)) };
}

function tooLarge(most: number): Failure {
  return { kind: 'refused', status: 413, message: `the download is larger than ${most / 1_048_576} MB` };
}
