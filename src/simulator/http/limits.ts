import type { World } from '../world.ts';
import type { Answer } from './http-answer.ts';
import { json } from './http-answer.ts';

/** What a request costs: docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#calculating-points-for-the-secondary-rate-limit */
export type Cost = {
  api: 'rest' | 'graphql';
  kind: 'read' | 'write' | 'content';
};

/**
 * A limit that stands until `until` for one caller (`installation ID 7`, `user ID 3`) or all (`*`). GitHub may answer a
 * secondary limit with 403 or 429, with or without `retry-after`; a primary one says `x-ratelimit-remaining: 0`.
 */
export type ImposedLimit = {
  caller: string;
  limit: 'primary' | 'secondary';
  status: 403 | 429;
  retryAfterSeconds: number | null;
  until: Date;
};

/** How much of the hour is used up. */
export type RateUsage = {
  limit: number;
  remaining: number;
  used: number;
  resetAt: Date;
};

export type Limits = {
  /** Counts the request in; answers where it is over a limit. `done` must be called when it has been answered. */
  enter(caller: string, cost: Cost): { refused: Answer | null; done(): void };
  usage(caller: string, api: Cost['api']): RateUsage;
};

const imposed = new WeakMap<World, ImposedLimit[]>();

/** Refuses the caller's requests until the limit's end, as GitHub does to those who do not slow down. */
export function imposeLimit(world: World, limit: ImposedLimit): void {
  imposed.set(world, [...(imposed.get(world) ?? []), limit]);
}

export function liftLimits(world: World): void {
  imposed.delete(world);
}

const hourMs = 3_600_000;
const minuteMs = 60_000;
const primaryPerHour = 5000;
const primaryDocs = 'https://docs.github.com/rest/overview/rate-limits-for-the-rest-api';
const secondaryDocs = `${primaryDocs}#about-secondary-rate-limits`;

type Usage = {
  windowStart: number;
  used: Record<Cost['api'], number>;
  recent: { at: number; points: number; content: 0 | 1 }[];
  inFlight: number;
};

/** docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api: an exceeded limit may come with status 200. */
export function limitAnswer(
  caller: string,
  api: Cost['api'],
  limit: Omit<ImposedLimit, 'caller' | 'until'>,
): Answer {
  const message =
    limit.limit === 'primary'
      ? `API rate limit exceeded for ${caller}.`
      : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const headers: Record<string, string> = {};
  if (limit.retryAfterSeconds !== null) headers['retry-after'] = String(limit.retryAfterSeconds);
  if (limit.limit === 'primary') headers['x-ratelimit-remaining'] = '0';
  if (api === 'graphql') return json({ errors: [{ type: 'RATE_LIMITED', message }] }, 200, headers);
  return json(
    { message, documentation_url: limit.limit === 'primary' ? primaryDocs : secondaryDocs },
    limit.status,
    headers,
  );
}

export function createLimits(world: World): Limits {
  const usages = new Map<string, Usage>();

  function usageOf(caller: string): Usage {
    const now = world.now().getTime();
    const usage = usages.get(caller) ?? {
      windowStart: now,
      used: { rest: 0, graphql: 0 },
      recent: [],
      inFlight: 0,
    };
    if (now - usage.windowStart >= hourMs) {
      usage.windowStart = now;
      usage.used = { rest: 0, graphql: 0 };
    }
    usage.recent = usage.recent.filter((one) => now - one.at < hourMs);
    usages.set(caller, usage);
    return usage;
  }

  /** Seconds until the oldest request of a full window leaves it. */
  function wait(times: readonly number[], windowMs: number): number {
    const oldest = times[0] ?? world.now().getTime();
    return Math.max(1, Math.ceil((oldest + windowMs - world.now().getTime()) / 1000));
  }

  function exceeded(usage: Usage, cost: Cost): number | null {
    const { limits } = world.settings;
    if (limits === null) return null;
    const now = world.now().getTime();
    const minute = usage.recent.filter((one) => now - one.at < minuteMs);
    const points = minute.reduce((sum, one) => sum + one.points, 0);
    const contentInMinute = minute.filter((one) => one.content === 1).map((one) => one.at);
    const contentInHour = usage.recent.filter((one) => one.content === 1).map((one) => one.at);
    if (usage.inFlight >= limits.inFlight) return 1;
    if (points + pointsOf(cost) > limits.pointsPerMinute)
      return wait(
        minute.map((one) => one.at),
        minuteMs,
      );
    if (cost.kind !== 'content') return null;
    if (contentInMinute.length >= limits.contentPerMinute) return wait(contentInMinute, minuteMs);
    if (contentInHour.length >= limits.contentPerHour) return wait(contentInHour, hourMs);
    return null;
  }

  return {
    enter(caller, cost) {
      const usage = usageOf(caller);
      const standing = imposed
        .get(world)
        ?.find((limit) => world.now() < limit.until && (limit.caller === '*' || limit.caller === caller));
      const seconds = exceeded(usage, cost);
      usage.inFlight += 1;
      const done = (): void => void (usage.inFlight -= 1);
      if (standing !== undefined) return { refused: limitAnswer(caller, cost.api, standing), done };
      if (seconds !== null) {
        const limit = { limit: 'secondary', status: 403, retryAfterSeconds: seconds } as const;
        return { refused: limitAnswer(caller, cost.api, limit), done };
      }
      usage.used[cost.api] += 1;
      usage.recent.push({
        at: world.now().getTime(),
        points: pointsOf(cost),
        content: cost.kind === 'content' ? 1 : 0,
      });
      return { refused: null, done };
    },
    usage(caller, api) {
      const { used, windowStart } = usageOf(caller);
      return {
        limit: primaryPerHour,
        remaining: Math.max(0, primaryPerHour - used[api]),
        used: used[api],
        resetAt: new Date(windowStart + hourMs),
      };
    },
  };
}

function pointsOf(cost: Cost): number {
  return cost.kind === 'read' ? 1 : 5;
}

/** docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api#checking-the-status-of-your-rate-limit */
export function limitHeaders(usage: RateUsage, api: Cost['api']): Record<string, string> {
  return {
    'x-ratelimit-limit': String(usage.limit),
    'x-ratelimit-remaining': String(usage.remaining),
    'x-ratelimit-used': String(usage.used),
    'x-ratelimit-reset': String(Math.ceil(usage.resetAt.getTime() / 1000)),
    'x-ratelimit-resource': api === 'rest' ? 'core' : 'graphql',
  };
}
