/** GitHub as acts see it, made by hand: what a test does not answer must not be asked. And a turn to act in. */
import type { ActDeps, Artefact, GitHub, Intent } from '../../src/acts/act.ts';
import { snapshotIssue, readWords, type AuthorisedIssue } from '../../src/acts/artefacts/authorised-issue.ts';
import { requestFor } from '../../src/acts/look.ts';
import type { EngineTurn, TurnObservations } from '../../src/engine/observations.ts';
import { addressOf, newSalt } from '../../src/record/artefact.ts';
import type {
  Mutation,
  MutationReply,
  MutationResult,
  ObserveRequest,
} from '../../src/task/shapes/mutation.ts';
import type { IntentData, IntentStep } from '../../src/task/intents.ts';
import { address } from '../../src/task/names.ts';
import type { Situation } from '../../src/task/situation.ts';
import type { Task } from '../../src/task/task.ts';
import { intentSamples, start, words } from '../task/build.ts';
import { settings, situation } from '../task/situations.ts';

export type Fake = {
  readonly github: GitHub;
  /** Every call in order, with its first argument. */
  readonly calls: (readonly [method: keyof GitHub, given: unknown])[];
};

export function fakeGitHub(answers: Partial<GitHub> = {}): Fake {
  const calls: Fake['calls'] = [];
  function answer<M extends keyof GitHub>(method: M): GitHub[M] {
    const call = (...given: readonly unknown[]): unknown => {
      calls.push([method, given[0]]);
      const chosen = answers[method] as ((...all: readonly unknown[]) => unknown) | undefined;
      if (!chosen) throw new Error(`${method} was not expected`);
      return chosen(...given);
    };
    return call as unknown as GitHub[M];
  }
  const github: GitHub = {
    observe: answer('observe'),
    mutate: answer('mutate'),
    merge: answer('merge'),
    updateBranch: answer('updateBranch'),
    tarball: answer('tarball'),
    artifacts: answer('artifacts'),
    artifactZip: answer('artifactZip'),
    run: answer('run'),
    jobs: answer('jobs'),
    jobLog: answer('jobLog'),
  };
  return { github, calls };
}

/** All mutations that were sent, in order. */
export function sent({ calls }: Fake): Mutation[] {
  return calls.flatMap(([method, given]) => (method === 'mutate' ? (given as Mutation[]) : []));
}

export const done: MutationResult = { kind: 'done', id: 'X', sha: null, number: null };

/** A reply to a document: these results, and what GitHub shows after it. */
export function replied(seen: Situation, ...results: readonly MutationResult[]): MutationReply {
  return { kind: 'replied', results, situation: seen };
}

/** Artefacts kept in memory, as they are. */
export function shelf(): Pick<ActDeps, 'artefact' | 'read' | 'redact'> {
  const kept = new Map<string, Uint8Array>();
  return {
    artefact: (bytes): Artefact => {
      const salt = newSalt();
      const at = address(addressOf(salt, bytes));
      kept.set(at, bytes);
      return { address: at, salt, bytes };
    },
    read: async (at) => kept.get(at) ?? null,
    redact: (text) => text,
  };
}

/** Room for every call, and nothing kept. */
export const endlessLedger: ActDeps['ledger'] = {
  reserve: async () => ({ kind: 'reserved', id: 'call' }),
  settle: async () => {},
  used: async () => ({ tokens: 0, usd: 0 }),
};

export const frozen: AuthorisedIssue = readWords(snapshotIssue({ number: 7, ...words }, 1));

/** What GitHub showed first; asked again, the GitHub made by hand answers. Nothing ever grows old. */
function observing(seen: Situation, github: GitHub, request: ObserveRequest): TurnObservations {
  let current = seen;
  return {
    current: () => current,
    learned: (shown) => void (current = shown),
    refresh: async () => {
      const now = await github.observe(request);
      if (!('kind' in now)) current = now;
      return now;
    },
    keepFresh: async () => {},
    observe: async () => null,
    markStart: async () => {},
    expire: async () => {},
    isOld: () => false,
    isFresh: async () => true,
  };
}

export function turn(
  task: Task,
  fake: Fake,
  seen: Situation = situation(),
  changed: Partial<ActDeps> = {},
): EngineTurn {
  const deps: ActDeps = {
    github: fake.github,
    ...shelf(),
    seal: async () => ({ size: 3, root: 'cm9vdA==', trailer: 'Cadence-Record: 3 cm9vdA== c2ln' }),
    model: null,
    ledger: endlessLedger,
    tree: async () => ({ kind: 'unreadable', message: 'no tree in this test' }),
    settings,
    now: () => start,
    ...changed,
  };
  return { task, frozen, deps, observations: observing(seen, fake.github, requestFor(task, frozen)) };
}

export const signal = new AbortController().signal;

export function intentOf<S extends IntentStep>(
  step: S,
  data: IntentData<S> = intentSamples[step],
): Intent<IntentData<S>> {
  return { key: 'key', data };
}
