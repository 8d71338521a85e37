/**
 * Whatever Octokit throws, as a value. Pure. What matters is one question: may GitHub have done it? Only an answer
 * of GitHub's own (4xx) says no; a 5xx, a reset or a time-out says nothing.
 */
import type { Failure } from '../../task/shapes/mutation.ts';
import { meaningOf } from './sentences.ts';

/** As `Failure`, with the 401 that the transport may cure by a new token. */
export type Fault = Failure | { readonly kind: 'unauthorised'; readonly message: string };

type Answered = {
  readonly status: number;
  readonly headers: Record<string, unknown>;
  readonly message: string;
};

/** How long to stay away when GitHub says that there is a limit, but not until when (docs.github.com: "at least one minute"). */
const unsaidLimitMs = 60_000;

/** Reads an error; `now` in epoch ms. */
export function classify(error: unknown, now: number): Fault {
  const answered = answerIn(error);
  const message = redact(answered?.message ?? messageOf(error));
  if (!answered || answered.status >= 500) return { kind: 'unknown', message };
  const { status, headers } = answered;
  if (isLimit(answered)) return { kind: 'limited', until: limitEnd(headers, now), message };
  if (status === 401) return { kind: 'unauthorised', message };
  if (status === 404 || status === 410 || status === 451) return { kind: 'gone', message };
  return { kind: 'refused', status, message };
}

/** When a limit ends, from the headers of the answer that told of it; epoch ms. */
export function limitEnd(headers: Readonly<Record<string, unknown>>, now: number): number {
  const after = headers['retry-after'];
  const seconds = after === undefined ? NaN : Number(after);
  if (Number.isFinite(seconds)) return now + Math.max(seconds, 1) * 1000;
  const reset = Number(headers['x-ratelimit-reset']) * 1000;
  if (String(headers['x-ratelimit-remaining']) === '0' && Number.isFinite(reset))
    return Math.max(reset, now + 1000);
  return now + unsaidLimitMs;
}

/** A plain 403 is a refusal; one that speaks of limits is not. */
function isLimit({ status, headers, message }: Answered): boolean {
  if (status === 429) return true;
  if (status !== 403) return false;
  if (headers['retry-after'] !== undefined || String(headers['x-ratelimit-remaining']) === '0') return true;
  return meaningOf(message, ['limit']) !== null;
}

function answerIn(error: unknown): Answered | null {
  if (typeof error !== 'object' || error === null || !('response' in error)) return null;
  const { response } = error;
  if (typeof response !== 'object' || response === null || !('status' in response)) return null;
  const headers = 'headers' in response && isRecord(response.headers) ? response.headers : {};
  return { status: Number(response.status), headers, message: messageOf(error) };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message || error.name : String(error);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

const secrets: readonly RegExp[] = [
  /-----BEGIN [^-]*-----[\s\S]*?(?:-----END [^-]*-----|$)/g,
  /\b(?:gh[a-z]_|github_pat_)\w+/g,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /\b(?:bearer|token|basic)\s+[\w.~+/=-]{8,}/gi,
  /(?<=[?&](?:sig|signature|token|x-amz-[\w-]+)=)[^&\s"']+/gi,
];

/** A message fit for logs and the record: no credential in it, one line, short. */
export function redact(text: string): string {
  const plain = secrets.reduce((rest, secret) => rest.replace(secret, '[redacted]'), text);
  const line = plain.replace(/\s+/g, ' ').trim();
  return line.length <= 500 ? line : `${line.slice(0, 499)}…`;
}
