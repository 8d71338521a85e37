import { createHmac } from 'node:crypto';

export type SentAnswer = {
  statusCode: number;
  status: string;
  headers: Record<string, string>;
  body: string | null;
};

export type HookHeaders = {
  guid: string;
  event: string;
  hookId: number;
  appId: number;
  secret: string;
  body: string;
};

/** docs.github.com/webhooks/webhook-events-and-payloads#delivery-headers */
export function deliveryHeaders({
  guid,
  event,
  hookId,
  appId,
  secret,
  body,
}: HookHeaders): Record<string, string> {
  const sign = (algorithm: 'sha1' | 'sha256'): string =>
    `${algorithm}=${createHmac(algorithm, secret).update(body).digest('hex')}`;
  return {
    'Content-Type': 'application/json',
    'User-Agent': `GitHub-Hookshot/${guid.slice(0, 7)}`,
    Accept: '*/*',
    'X-GitHub-Delivery': guid,
    'X-GitHub-Event': event,
    'X-GitHub-Hook-ID': String(hookId),
    'X-GitHub-Hook-Installation-Target-ID': String(appId),
    'X-GitHub-Hook-Installation-Target-Type': 'integration',
    ...(secret === '' ? {} : { 'X-Hub-Signature': sign('sha1'), 'X-Hub-Signature-256': sign('sha256') }),
  };
}

/** Sends one delivery and waits no longer than GitHub does (docs.github.com/webhooks/using-webhooks/best-practices). */
export async function sendDelivery(
  url: string,
  headers: Record<string, string>,
  body: string,
  timeoutMs: number,
): Promise<SentAnswer> {
  try {
    const signal = AbortSignal.timeout(timeoutMs);
    const answer = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'manual' });
    const text = await answer.text();
    const status = answer.ok ? 'OK' : `Invalid HTTP Response: ${answer.status}`;
    return { statusCode: answer.status, status, headers: Object.fromEntries(answer.headers), body: text };
  } catch (error) {
    const timedOut = error instanceof Error && error.name === 'TimeoutError';
    return timedOut ? failed(504, 'timed out') : failed(502, 'failed to connect to host');
  }
}

/** What the delivery log shows when nothing answered. */
export function failed(statusCode: number, status: string): SentAnswer {
  return { statusCode, status, headers: {}, body: null };
}
