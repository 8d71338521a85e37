/**
 * What GitHub shows of a task, and whether that may still be decided on. Made once a turn; nothing else carries a
 * situation, so that there is one answer to which is the latest.
 */
import type { GitHub, Observations, Turn } from '../acts/act.ts';
import type { Failure, ObserveRequest } from '../task/shapes/mutation.ts';
import type { Situation } from '../task/situation.ts';
import type { Writer } from './append-entry.ts';

export type TurnObservations = Observations & {
  /** Makes sure that there is a situation to decide on: asks GitHub where none is known or it has expired. */
  observe(request: ObserveRequest): Promise<Failure | null>;
  /** To be called before GitHub is told anything: what its reply shows is no newer than this moment. */
  markStart(): Promise<void>;
  /** What is known may be read, and not decided on: something is about to be done, or may have happened. */
  expire(): Promise<void>;
  /** Older than a look may be when something is done on its word. */
  isOld(): boolean;
  /** Neither old, nor has anything come in about the issue. A question to our own store: GitHub is not asked. */
  isFresh(): Promise<boolean>;
};

/** A turn as the engine has it. */
export type EngineTurn = Turn & { readonly observations: TurnObservations };

/** When a question to GitHub began: our clock (epoch ms), and how often the due row had been raised by then. */
type StartMark = { readonly at: number; readonly raised: number };
type Observation = { readonly situation: Situation; readonly start: StartMark };

export function createObservations({ deps, claim }: Writer, github: GitHub): TurnObservations {
  const { store, now, settings } = deps;
  let request: ObserveRequest | null = null;
  let latest: Observation | null = null;
  let isExpired = true;
  let start: StartMark | null = null;
  let silentAt: number | null = null;

  /** Taken before GitHub is asked: what comes in while it answers may not be in the answer. */
  async function startMark(): Promise<StartMark> {
    return { at: now(), raised: await store.due.raised(claim.key) };
  }

  function known(): Observation {
    if (!latest) throw new Error('GitHub was not looked at yet');
    return latest;
  }

  function keep(situation: Situation, since: StartMark): void {
    latest = { situation, start: since };
    isExpired = false;
  }

  async function refresh(): Promise<Situation | Failure> {
    if (!request) throw new Error('nothing to ask GitHub for');
    const since = await startMark();
    const seen = await github.observe(request);
    if (!('kind' in seen)) keep(seen, since);
    return seen;
  }

  async function markStart(): Promise<void> {
    start = await startMark();
  }

  function isOld(): boolean {
    return now() - known().start.at > settings.freshMs;
  }

  async function isFresh(): Promise<boolean> {
    return !isOld() && (await store.due.raised(claim.key)) === known().start.raised;
  }

  return {
    current: () => known().situation,
    learned: (situation) => keep(situation, start ?? known().start),
    refresh,
    markStart,
    isOld,
    isFresh,
    async observe(wanted) {
      request = wanted;
      if (!isExpired) return null;
      const seen = await refresh();
      return 'kind' in seen ? seen : null;
    },
    async expire() {
      await markStart();
      isExpired = true;
    },
    async keepFresh() {
      // GitHub did not answer a moment ago: it is left alone for a while.
      if (silentAt !== null && now() - silentAt <= settings.freshMs) return;
      if (await isFresh()) return;
      const seen = await refresh();
      silentAt = 'kind' in seen ? now() : null;
    },
  };
}
