/** The body of a reply went over its limit: reading stopped there. */
export class ReplyTooLarge extends Error {
  readonly limit: number;
  constructor(limit: number) {
    super(`The reply is larger than ${limit} bytes`);
    this.name = 'ReplyTooLarge';
    this.limit = limit;
  }
}

/** The address answered with a redirect, which is not followed. */
export class Redirected extends Error {
  readonly status: number;
  constructor(status: number) {
    super(`The address redirects (${status})`);
    this.name = 'Redirected';
    this.status = status;
  }
}

/**
 * `fetch` that stops reading a body at `limit` bytes, so that no server can fill our memory, and follows no
 * redirect, so that prompts go only where the operator said.
 */
export function boundedFetch(limit: number): typeof fetch {
  return async function fetchBounded(input, init) {
    const response = await fetch(input, { ...init, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400 && response.headers.has('location')) {
      await response.body?.cancel();
      throw new Redirected(response.status);
    }
    if (response.body === null) return response;
    let seen = 0;
    const counter = new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        seen += chunk.byteLength;
        if (seen > limit) controller.error(new ReplyTooLarge(limit));
        else controller.enqueue(chunk);
      },
    });
    const { status, statusText, headers } = response;
    return new Response(response.body.pipeThrough(counter), { status, statusText, headers });
  };
}
