import type { IncomingHttpHeaders } from 'node:http';
import type { Delivery } from '../task/shapes/delivery.ts';
import type { Body } from './read-body.ts';

export type Answer = {
  readonly status: number;
  readonly text: string;
  readonly headers?: Readonly<Record<string, string>>;
};

export type DeliveryDeps = {
  readonly verify: (payload: string, signature: string) => Promise<boolean>;
  /** Durable when it resolves. */
  readonly receive: (delivery: Delivery) => Promise<'stored' | 'again' | 'done'>;
  readonly events: ReadonlySet<string>;
  readonly now: () => number;
  readonly log: {
    warn(fields: Readonly<Record<string, unknown>>, message: string): void;
    error(fields: Readonly<Record<string, unknown>>, message: string): void;
  };
};

/** One request that claims to be a delivery: refused, ignored, or stored. Null where there is nobody to answer. */
export async function readDelivery(
  deps: DeliveryDeps,
  headers: IncomingHttpHeaders,
  read: () => Promise<Body>,
): Promise<Answer | null> {
  const signature = one(headers['x-hub-signature-256']);
  // SHA-1 alone (`x-hub-signature`) proves nothing any more.
  if (!/^sha256=[0-9a-f]{64}$/.test(signature)) return unsigned;
  if (!/^application\/json(?:\s*;|$)/i.test(one(headers['content-type'])))
    return { status: 415, text: 'only application/json: set the content type of the webhook' };
  const id = one(headers['x-github-delivery']);
  const event = one(headers['x-github-event']);
  if (!/^[\w-]{1,100}$/.test(id) || !/^[a-z_]{1,60}$/.test(event))
    return { status: 400, text: 'no delivery id, or no event' };

  const body = await read();
  if (body.kind === 'gone') return null;
  if (body.kind === 'too-large') return { status: 413, text: 'too large' };
  if (body.kind === 'crowded') return { status: 503, text: 'too busy', headers: { 'retry-after': '5' } };
  const payload = decode(body.bytes);
  if (payload === null || payload === '' || !(await deps.verify(payload, signature))) return unsigned;
  const action = readAction(payload);
  if (action.kind === 'malformed') return { status: 400, text: 'not a JSON object' };
  if (!deps.events.has(event)) return { status: 200, text: event === 'ping' ? 'pong' : 'ignored' };

  try {
    const kept = await deps.receive({ id, event, action: action.name, payload, receivedAt: deps.now() });
    return { status: kept === 'stored' ? 202 : 200, text: kept };
  } catch (error) {
    deps.log.error(
      { delivery: id, error: error instanceof Error ? error.message : String(error) },
      'delivery not stored',
    );
    return { status: 503, text: 'not stored', headers: { 'retry-after': '5' } };
  }
}

const unsigned: Answer = { status: 401, text: 'no good signature (X-Hub-Signature-256)' };

/** Strict, byte order mark and all: the signature is over the bytes, so text and bytes must be one to one. */
function decode(bytes: Buffer): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function readAction(
  payload: string,
): { readonly kind: 'read'; readonly name: string | null } | { readonly kind: 'malformed' } {
  let value: unknown;
  try {
    value = JSON.parse(payload);
  } catch {
    return { kind: 'malformed' };
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { kind: 'malformed' };
  const action = 'action' in value ? value.action : null;
  return { kind: 'read', name: typeof action === 'string' ? action.slice(0, 100) : null };
}

/** A header given twice is none. */
function one(value: string | readonly string[] | undefined): string {
  return typeof value === 'string' ? value : '';
}
