/**
 * The worker: claims due rows and advances what they name, several at once, each under a lease that it renews. A row
 * that fails is tried again ever later, and set aside with its reason when it goes on failing; others go on.
 */
import { formatDueKey, parseDueKey } from '../task/shapes/due-key.ts';
import { dispatch, maxFailures, type DispatchDeps } from './dispatch.ts';
import type { Claim } from '../task/shapes/lease.ts';
import { setAside } from './set-aside.ts';

export type Worker = {
  /** Resolves when nothing is under way and nothing is due. For tests and the demo. */
  idle(): Promise<void>;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
};

export type WorkerDeps = DispatchDeps & {
  readonly atOnce: number;
  /** Timers as a port: calls back after so many ms; answers how to cancel. */
  readonly schedule: (ms: number, call: () => void) => () => void;
};

const retryMs = 1_000;

function nothing(): void {}

export function startWorker(deps: WorkerDeps): Worker {
  const running = new Set<Promise<void>>();
  let stopped = false;
  let cancelTimer = nothing;
  let pumping: Promise<void> | null = null;
  let again = false;

  const pump = (): void => {
    if (pumping) {
      again = true;
      return;
    }
    pumping = fill()
      .catch(broken)
      .finally(() => {
        pumping = null;
        if (again && !stopped) {
          again = false;
          pump();
        }
      });
  };
  const unsubscribe = deps.store.due.onRaise(pump);
  pump();
  const starting = startSweep(deps).catch(broken);

  async function fill(): Promise<void> {
    while (!stopped && running.size < deps.atOnce) {
      const claim = await deps.store.due.claim(deps.owner, deps.now(), deps.settings.leaseMs);
      if (!claim) break;
      const work: Promise<void> = handle(claim).finally(() => {
        running.delete(work);
        pump();
      });
      running.add(work);
    }
    cancelTimer();
    if (stopped) return;
    const nextAt = await deps.store.due.nextAt();
    const full = running.size >= deps.atOnce;
    if (nextAt !== null && !full) cancelTimer = deps.schedule(Math.max(5, nextAt - deps.now()), pump);
  }

  async function handle(claim: Claim): Promise<void> {
    const stopHeartbeat = beat(deps, claim);
    try {
      const next = await dispatch(deps, claim);
      if (next.kind === 'wait')
        await deps.store.due.settle(claim, next.dueAt === null ? null : { dueAt: next.dueAt });
    } catch (error) {
      await setBack(deps, claim, error).catch(broken);
    } finally {
      stopHeartbeat();
    }
  }

  /** The store did not answer: leases end by themselves, and a while later we look again. */
  function broken(error: unknown): void {
    deps.log.error(
      { error: error instanceof Error ? error.message : String(error) },
      'the store did not answer',
    );
    if (!stopped) cancelTimer = deps.schedule(deps.settings.pendingMs, pump);
  }

  return {
    async idle() {
      await starting;
      while (running.size > 0 || pumping) await Promise.all([...running, pumping]);
    },
    async stop() {
      stopped = true;
      unsubscribe();
      await starting;
      cancelTimer();
      await pumping;
      await Promise.all(running);
    },
  };
}

/** What was lost while no server ran is asked for at once. */
async function startSweep({ store, sweeping, now }: WorkerDeps): Promise<void> {
  if (sweeping.everyMs !== null) await store.due.raise(formatDueKey({ kind: 'sweep' }), now());
}

/** How often the turn failed is counted in the row: a restart does not begin at nought, nor does another worker. */
async function setBack(deps: WorkerDeps, claim: Claim, error: unknown): Promise<void> {
  const failures = claim.failures + 1;
  const message = error instanceof Error ? error.message : String(error);
  deps.log.error({ key: claim.key, failures, error: message }, 'failed; will be tried again');
  if (failures >= maxFailures) await holdTask(deps, claim);
  const pause = failures > maxFailures ? deps.settings.idleMs : retryMs * 2 ** Math.min(failures, 10);
  const reason = deps.redact(message).slice(0, maxReasonLength);
  await deps.store.due.setBack(claim, { dueAt: deps.now() + pause, reason });
}

const maxReasonLength = 500;

/** Held once; where that fails or must wait, the row stays and it is tried again later. */
async function holdTask(deps: WorkerDeps, claim: Claim): Promise<void> {
  const key = parseDueKey(claim.key);
  if (key?.kind !== 'issue') return;
  try {
    const { takeRequests } = await deps.githubFor(key);
    await setAside({ deps, claim, takeRequests }, key);
  } catch (error) {
    deps.log.error({ key: claim.key, error: String(error) }, 'could not be set aside');
  }
}

function beat(deps: WorkerDeps, claim: Claim): () => void {
  let cancel = nothing;
  const every = Math.max(20, Math.floor(deps.settings.leaseMs / 3));
  const renew = (): void => {
    cancel = deps.schedule(every, () => {
      void deps.store.due.heartbeat(claim, deps.now() + deps.settings.leaseMs).then(
        (held) => (held ? renew() : undefined),
        // A missed beat is no loss: the lease lasts for three of them.
        renew,
      );
    });
  };
  renew();
  return () => cancel();
}
