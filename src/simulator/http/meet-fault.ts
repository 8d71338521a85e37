import { setTimeout as wait } from 'node:timers/promises';
import type { Fault } from '../faults.ts';
import type { World } from '../world.ts';
import type { Answer } from './http-answer.ts';
import { json } from './http-answer.ts';
import type { Cost } from './limits.ts';
import { limitAnswer } from './limits.ts';

/** Whose request it is, by which API: a limit's answer depends on both. */
export type Requester = {
  caller: string;
  api: Cost['api'];
};

/** Where faults may lie in wait: names of an operation, and what it is about. */
export type FaultPoint = {
  operations: readonly string[];
  resources: readonly string[];
};

/** An answer, or a connection that ends without one. */
export type Outcome = { kind: 'answer'; answer: Answer } | { kind: 'reset' };

/**
 * Does the work, unless a fault lies on it. A document of several mutations is one piece of work: all of it is done
 * before an `after` or `reset` fault speaks.
 */
export async function meetFault(
  world: World,
  requester: Requester,
  points: readonly FaultPoint[],
  work: () => Promise<Answer>,
): Promise<Outcome> {
  const fault = take(world, points);
  if (fault === null) return { kind: 'answer', answer: await work() };
  switch (fault.kind) {
    case 'limit':
      return { kind: 'answer', answer: limitAnswer(requester.caller, requester.api, fault) };
    case 'before':
      return { kind: 'answer', answer: faultAnswer(fault) };
    case 'reset-before':
      return { kind: 'reset' };
    case 'after':
      await work();
      return { kind: 'answer', answer: faultAnswer(fault) };
    case 'reset':
      await work();
      return { kind: 'reset' };
    case 'delay':
      await wait(fault.ms);
      return { kind: 'answer', answer: await work() };
    default: {
      const never: never = fault;
      throw new Error(`unknown fault ${JSON.stringify(never)}`);
    }
  }
}

function faultAnswer(fault: Extract<Fault, { kind: 'before' | 'after' }>): Answer {
  const { status, headers = {}, message = 'Server Error' } = fault;
  // A proxy's page instead of JSON.
  if (fault.body !== undefined) {
    return {
      kind: 'bytes',
      status,
      body: Buffer.from(fault.body),
      headers: { 'content-type': 'text/html', ...headers },
    };
  }
  return json({ message, documentation_url: 'https://docs.github.com/rest' }, status, headers);
}

function take(world: World, points: readonly FaultPoint[]): Fault | null {
  for (const { operations, resources } of points) {
    for (const operation of operations) {
      const fault = world.faults.take(operation, resources);
      if (fault !== null) return fault;
    }
  }
  return null;
}
