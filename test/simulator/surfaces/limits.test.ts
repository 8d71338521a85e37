import { describe, expect, it } from 'vitest';
import { createWorld } from '../../../src/simulator/create-world.ts';
import type { Cost, Limits } from '../../../src/simulator/http/limits.ts';
import { createLimits } from '../../../src/simulator/http/limits.ts';
import { tmpdir } from 'node:os';

const limits = { contentPerMinute: 3, contentPerHour: 5, pointsPerMinute: 40, inFlight: 2 };
const content: Cost = { api: 'rest', kind: 'content' };
const write: Cost = { api: 'rest', kind: 'write' };
const read: Cost = { api: 'graphql', kind: 'read' };

/** Limits under a clock that `pass` moves; `send` tells the seconds to wait where a request is refused. */
function start(given: typeof limits | null = limits): {
  limits: Limits;
  pass(ms: number): void;
  send(cost: Cost, caller?: string): number | 'ok';
} {
  let now = 0;
  const world = createWorld({ dir: tmpdir(), now: () => new Date(now), settings: { limits: given } });
  const own = createLimits(world);
  return {
    limits: own,
    pass: (ms) => void (now += ms),
    send(cost, caller = 'installation ID 1') {
      const { refused, done } = own.enter(caller, cost);
      done();
      return refused === null ? 'ok' : Number(refused.headers?.['retry-after']);
    },
  };
}

describe('enforced limits', () => {
  it('let through so many content-creating requests a minute, and say when the next may come', () => {
    const github = start();
    expect([1, 2, 3].map(() => github.send(content))).toEqual(['ok', 'ok', 'ok']);
    github.pass(20_000);
    expect(github.send(content)).toBe(40);
    expect(github.send(content, 'installation ID 2')).toBe('ok');
    expect(github.send(write)).toBe('ok');
    github.pass(40_000);
    expect(github.send(content)).toBe('ok');
  });

  it('count content over an hour too', () => {
    const github = start();
    for (let minute = 0; minute < 5; minute += 1) {
      expect(github.send(content)).toBe('ok');
      github.pass(60_000);
    }
    expect(github.send(content)).toBe(3300);
  });

  it('count a read as one point, any other request as five', () => {
    const github = start();
    for (let count = 0; count < 7; count += 1) expect(github.send(write)).toBe('ok');
    for (let count = 0; count < 5; count += 1) expect(github.send(read)).toBe('ok');
    expect(github.send(read)).toBe(60);
  });

  it('let only so many be under way at once', () => {
    const github = start();
    const first = github.limits.enter('installation ID 1', read);
    github.limits.enter('installation ID 1', read);
    const third = github.limits.enter('installation ID 1', read);
    expect(third.refused).not.toBeNull();
    third.done();
    first.done();
    expect(github.send(read)).toBe('ok');
  });

  it('are none where none are set, but usage is told all the same', () => {
    const github = start(null);
    for (let count = 0; count < 50; count += 1) expect(github.send(content)).toBe('ok');
    expect(github.limits.usage('installation ID 1', 'rest')).toMatchObject({
      limit: 5000,
      used: 50,
      remaining: 4950,
    });
    expect(github.limits.usage('installation ID 1', 'graphql')).toMatchObject({ used: 0 });
    github.pass(3_600_000);
    expect(github.limits.usage('installation ID 1', 'rest')).toMatchObject({ used: 0 });
  });
});
