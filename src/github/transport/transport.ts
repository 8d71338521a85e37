/**
 * How one request is made: authorised, counted, bounded in time, and repeated only where that is safe. A read may be
 * repeated; a mutation is sent again only after a 401, which says that nothing was done.
 */
import type { Octokit } from '@octokit/rest';
import type { Failure } from '../../task/shapes/mutation.ts';
import { classify, type Fault } from './errors.ts';
import type { Cost, Meter } from './meter.ts';

/** Octokit's typed `request`, with credentials and time-out already in it. */
export type Request = Octokit['request'];

export type Authorised = {
  readonly kind: 'authorised';
  readonly header: string;
  /** When the token was made, epoch ms. */
  readonly since: number;
  /** Whose limits a request uses up: GitHub counts by installation. */
  readonly payer: string;
};

/** Credentials for one repository of an installation, or for the App itself. */
export type Access = {
  authorise(token: 'cached' | 'renewed'): Promise<Authorised | Failure>;
};

export type Call<T> = {
  readonly effect: 'read' | 'mutation';
  readonly cost: Cost;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
  readonly send: (request: Request) => Promise<T>;
};

export type Answer<T> = { readonly kind: 'answer'; readonly value: T };

/** Who asks: by which transport, with whose credentials, and who counts it. */
export type Asker = { readonly transport: Transport; readonly access: Access; readonly meter: Meter };

export type TransportDeps = {
  readonly request: Request;
  readonly now: () => number;
  readonly pause: (ms: number) => Promise<void>;
};

export type Transport = {
  perform<T>(access: Access, meter: Meter, call: Call<T>): Promise<Answer<T> | Failure>;
};

const timeoutMs = 30_000;
const readRetries = 2;
/** A new token is not known everywhere at once (docs.github.com): so long may a 401 mean nothing. */
const youngMs = 10_000;

export function createTransport(deps: TransportDeps): Transport {
  /** Until when each installation must be left alone: asking before would prolong the limit. */
  const limits = new Map<string, { until: number; message: string }>();

  async function once<T>(
    access: Access,
    meter: Meter,
    call: Call<T>,
    token: 'cached' | 'renewed',
  ): Promise<Once<T>> {
    const authorised = await access.authorise(token);
    if (authorised.kind !== 'authorised') return { kind: 'stopped', failure: authorised };
    const standing = limits.get(authorised.payer);
    if (standing && deps.now() < standing.until)
      return { kind: 'stopped', failure: { kind: 'limited', ...standing } };
    // Past its deadline: it is not sent, and another may be looking for it already.
    if (call.signal?.aborted)
      return { kind: 'stopped', failure: { kind: 'unknown', message: 'not sent in time' } };
    const timeout = AbortSignal.timeout(call.timeoutMs ?? timeoutMs);
    const signal = call.signal ? AbortSignal.any([call.signal, timeout]) : timeout;
    // Followed by hand where it is wanted: a redirected mutation is not what was asked for.
    const redirect = call.effect === 'mutation' ? ('manual' as const) : ('follow' as const);
    meter.add(call.cost);
    try {
      const bound = deps.request.defaults({
        headers: { authorization: authorised.header },
        request: { signal, redirect },
      });
      const value = await call.send(bound);
      if (call.effect === 'mutation' && isRedirect(value)) {
        const fault = { kind: 'refused', status: value.status, message: 'it is elsewhere now' } as const;
        return { kind: 'fault', fault, young: false };
      }
      return { kind: 'answer', value };
    } catch (error) {
      const fault = classify(error, deps.now());
      if (fault.kind === 'limited') limits.set(authorised.payer, fault);
      return { kind: 'fault', fault, young: deps.now() - authorised.since < youngMs };
    }
  }

  async function perform<T>(access: Access, meter: Meter, call: Call<T>): Promise<Answer<T> | Failure> {
    let token: 'cached' | 'renewed' = 'cached';
    let broken = 0;
    let unauthorised = 0;
    for (;;) {
      const tried: Once<T> = await once(access, meter, call, token);
      if (tried.kind === 'answer') return tried;
      if (tried.kind === 'stopped') return tried.failure;
      const { fault } = tried;
      if (fault.kind === 'unauthorised') {
        unauthorised += 1;
        if (unauthorised > (call.effect === 'read' ? 3 : 1) || call.signal?.aborted)
          return { kind: 'refused', status: 401, message: fault.message };
        token = tried.young && call.effect === 'read' ? 'cached' : 'renewed';
        if (tried.young) await deps.pause(unauthorised * 500);
      } else {
        const mayRepeat = fault.kind === 'unknown' && call.effect === 'read' && !call.signal?.aborted;
        broken += 1;
        if (!mayRepeat || broken > readRetries) return fault;
        token = 'cached';
        await deps.pause(broken * 500);
      }
    }
  }

  return { perform };
}

function isRedirect(value: unknown): value is { status: number } {
  if (typeof value !== 'object' || value === null || !('status' in value)) return false;
  return typeof value.status === 'number' && value.status >= 300 && value.status < 400;
}

type Once<T> =
  | Answer<T>
  | { readonly kind: 'stopped'; readonly failure: Failure }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly young: boolean };
