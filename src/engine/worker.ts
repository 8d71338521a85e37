/**
 * The worker: claims due rows and advances what they name, several at once, each under a lease that it renews. A row
 * that fails is tried again ever later, and set aside with its reason when it goes on failing; others go on.
 */
import { advance, type Advanced } from './advance.ts';
import type { EngineDeps } from './engine-port.ts';
import type { Claim } from '../task/lease.ts';
import { setAside } from './set-aside.ts';
import { parseKey } from './turn.ts';
import { readSignal, wake } from './wake.ts';

export type Worker = {
  /** Resolves when nothing is under way and nothing is due. For tests and the demo. */
  idle(): Promise<void>;
  /** Takes nothing new, and waits for what is under way. */
  stop(): Promise<void>;
};

export type WorkerDeps = EngineDeps & {
  /** Our own login on GitHub, e.g. `cadence[bot]`. */
  readonly viewer: () => Promise<string>;
  readonly remember: (repo: string, installation: number) => void;
  readonly atOnce: number;
  /** Timers as a port: calls back after so many ms; answers how to cancel. */
  readonly later: (ms: number, call: () => void) => () => void;
};

const retryMs = 1_000;
const mostFailures = 8;

function nothing(): void {}

export function startWorker(deps: WorkerDeps): Worker {
  const running = new Set<Promise<void>>();
  const failures = new Map<string, number>();
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
    if (nextAt !== null && !full) cancelTimer = deps.later(Math.max(5, nextAt - deps.now()), pump);
  }

  async function handle(claim: Claim): Promise<void> {
    const stopHeartbeat = beat(deps, claim);
    try {
      const next = await dispatch(deps, claim);
      failures.delete(claim.key);
      if (next.kind === 'wait')
        await deps.store.due.settle(claim, next.dueAt === null ? null : { dueAt: next.dueAt });
    } catch (error) {
      await setBack(claim, error).catch(broken);
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
    if (!stopped) cancelTimer = deps.later(deps.settings.pendingMs, pump);
  }

  async function setBack(claim: Claim, error: unknown): Promise<void> {
    const count = (failures.get(claim.key) ?? 0) + 1;
    failures.set(claim.key, count);
    const message = error instanceof Error ? error.message : String(error);
    deps.log.error({ key: claim.key, failures: count, error: message }, 'failed; will be tried again');
    if (count === mostFailures) await holdTask(deps, claim);
    const pause = count > mostFailures ? deps.settings.idleMs : retryMs * 2 ** Math.min(count, 10);
    await deps.store.due.settle(claim, { dueAt: deps.now() + pause });
  }

  return {
    async idle() {
      while (running.size > 0 || pumping) await Promise.all([...running, pumping]);
    },
    async stop() {
      stopped = true;
      unsubscribe();
      cancelTimer();
      await pumping;
      await Promise.all(running);
    },
  };
}

/** Told once; if even that fails, the row stays and is tried again later. */
async function holdTask(deps: WorkerDeps, claim: Claim): Promise<void> {
  const key = parseKey(claim.key);
  if (!key) return;
  try {
    const { takeRequests } = await deps.githubFor(key);
    await setAside({ deps, claim, takeRequests }, key);
  } catch (error) {
    deps.log.error({ key: claim.key, error: String(error) }, 'could not be set aside');
  }
}

async function dispatch(deps: WorkerDeps, claim: Claim): Promise<Advanced> {
  const { key } = claim;
  if (key.startsWith('inbox:')) {
    await readDelivery(deps, key.slice('inbox:'.length));
    return { kind: 'wait', dueAt: null };
  }
  const issue = parseKey(key);
  if (issue) return advance(deps, issue, claim);
  throw new Error(`due row "${key}" names nothing that is known`);
}

/** A delivery that cannot be read is kept with its reason and not tried for ever: GitHub is asked anyway by the sweep. */
async function readDelivery(deps: WorkerDeps, id: string): Promise<void> {
  const { store } = deps;
  const delivery = await store.inbox.read(id);
  if (!delivery || delivery.processedAt !== null) return;
  try {
    const signal = readSignal(delivery.event, delivery.action, delivery.payload, await deps.viewer());
    if (signal) {
      if (signal.installation !== null) deps.remember(signal.repo, signal.installation);
      const woken = await wake(store, signal, deps.now());
      deps.log.debug({ delivery: id, event: signal.event, sender: signal.ours, woken }, 'delivery read');
    }
  } catch (error) {
    await store.inbox.failed(id, error instanceof Error ? error.message : String(error));
    if (delivery.failures + 1 < mostFailures) throw error;
  }
  await store.inbox.processed(id, deps.now());
}

function beat(deps: WorkerDeps, claim: Claim): () => void {
  let cancel = nothing;
  const every = Math.max(20, Math.floor(deps.settings.leaseMs / 3));
  const renew = (): void => {
    cancel = deps.later(every, () => {
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
