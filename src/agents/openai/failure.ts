import { APIConnectionError, APIConnectionTimeoutError, APIError, APIUserAbortError } from 'openai';
import { notSaid, nothingUsed } from '../model.ts';
import type { ModelReply, UnavailableReason, Usage } from '../model.ts';
import { Redirected, ReplyTooLarge } from './bounded-fetch.ts';

const longestWaitMs = 24 * 3_600_000;

/** What an error of the client means, or null when it is no failure of the server. `words` makes server text fit for people. */
export function readFailure(
  error: unknown,
  nowMs: number,
  words: (text: string) => string,
): ModelReply | null {
  const large = causes(error).find((cause) => cause instanceof ReplyTooLarge);
  if (large) return { kind: 'truncated', message: large.message, usage: notSaid };
  const redirected = causes(error).find((cause) => cause instanceof Redirected);
  if (redirected)
    return unavailable(
      'model-missing',
      `The address of the model server redirects (${redirected.status}), and prompts go only where OPENAI_BASE_URL says: set it to where the server is`,
      null,
      nothingUsed,
    );
  // What was sent may have been answered, and is charged, whether or not the answer came to us.
  if (error instanceof APIUserAbortError)
    return unavailable('timeout', 'The call was stopped at its deadline', null, notSaid);
  if (error instanceof APIConnectionTimeoutError)
    return unavailable('timeout', 'The model server did not answer in time', null, notSaid);
  if (error instanceof SyntaxError)
    return unavailable('outage', 'The model server answered with broken JSON', null, notSaid);
  // A connection lost during the body is a bare TypeError with its cause; one without is a bug of ours.
  if (error instanceof APIConnectionError || (error instanceof TypeError && error.cause !== undefined))
    return unavailable(
      'outage',
      'The model server could not be reached',
      null,
      causes(error).some(wasNeverSent) ? nothingUsed : notSaid,
    );
  if (!(error instanceof APIError)) return null;

  const status: number | undefined = error.status;
  const wait = retryAfter(error.headers, nowMs);
  const code = [error.code, error.type].find((word) => typeof word === 'string' && word !== '') ?? null;
  const said = `The model server answered ${status ?? 'an error'}${code === null ? '' : ` (${words(code)})`}`;
  if (status === 401 || status === 403) return unavailable('unauthorised', said, null, nothingUsed);
  if (status === 402 || [error.code, error.type].includes('insufficient_quota'))
    return unavailable('quota', said, wait, nothingUsed);
  if (status === 429) return unavailable('rate-limit', said, wait, nothingUsed);
  if (status === 404)
    return unavailable('model-missing', `${said}: no such model or address`, null, nothingUsed);
  // The server understood us and will not take this request: filtered, too long, a parameter that it does not know.
  if (status === 400 || status === 413 || status === 422) {
    const message = `${said}: ${words(error.message)}`;
    return isFiltered(code)
      ? { kind: 'refused', message, usage: nothingUsed }
      : unavailable('request-refused', message, null, nothingUsed);
  }
  return unavailable('outage', said, wait, turnedAway(status) ? nothingUsed : notSaid);
}

function unavailable(
  reason: UnavailableReason,
  message: string,
  retryAfterMs: number | null,
  usage: Usage,
): ModelReply {
  return { kind: 'unavailable', reason, message, retryAfterMs, usage };
}

/** What the prompt says is not to the server's taste: the task's own matter, and none of a setting. */
function isFiltered(code: unknown): boolean {
  return /content_|policy_violation|invalid_prompt|moderation/i.test(String(code));
}

/**
 * Whether the server said itself that it did nothing. A gateway that got no answer (502, 504, 52x) knows nothing of what
 * stands behind it, and what stands behind it may have worked and be paid.
 */
function turnedAway(status: number | undefined): boolean {
  return status !== undefined && (status < 500 || [500, 501, 503, 529].includes(status));
}

/** No connection was made, so nothing was sent: no such host, nobody listens, a certificate that is not to be trusted. */
function wasNeverSent(cause: unknown): boolean {
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
  return /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$|^(?:ERR_TLS_)?CERT_|SELF_SIGNED_CERT|UNABLE_TO_VERIFY/.test(
    code,
  );
}

/** Seconds, or an HTTP date, or the milliseconds that some servers send; bounded, since a server could say any number. */
function retryAfter(headers: Headers | undefined, nowMs: number): number | null {
  const inMs = headers?.get('retry-after-ms');
  const plain = headers?.get('retry-after');
  const wait = inMs ? Number(inMs) : plain ? secondsOrDate(plain, nowMs) : Number.NaN;
  if (!Number.isFinite(wait)) return null;
  return Math.min(Math.max(Math.round(wait), 0), longestWaitMs);
}

function secondsOrDate(value: string, nowMs: number): number {
  const seconds = Number(value);
  return Number.isFinite(seconds) ? seconds * 1000 : Date.parse(value) - nowMs;
}

function causes(error: unknown): unknown[] {
  const chain: unknown[] = [];
  for (let at = error; at instanceof Error && chain.length < 8; at = at.cause) chain.push(at);
  return chain;
}
