/** What a due row's turn does: reads a delivery, advances an issue, looks through a repository, or sweeps. */
import { parseDueKey } from '../task/shapes/due-key.ts';
import { advance, type Advanced } from './advance.ts';
import type { Claim } from '../task/shapes/lease.ts';
import type { EngineDeps } from './engine-port.ts';
import { lookThrough, sweep, type SweepDeps, type Swept } from './sweep.ts';
import { readSignal, wake } from './wake.ts';

export type DispatchDeps = EngineDeps & {
  /** Our own login on GitHub, e.g. `cadence[bot]`. */
  readonly viewer: () => Promise<string>;
  readonly remember: (repo: string, installation: number) => void;
  readonly sweeping: Pick<SweepDeps, 'github' | 'label' | 'everyMs'>;
};

/** A row that goes on failing is given up, or tried rarely, from here on. */
export const maxFailures = 8;

export async function dispatch(deps: DispatchDeps, claim: Claim): Promise<Advanced> {
  const key = parseDueKey(claim.key);
  switch (key?.kind) {
    case 'inbox':
      await readDelivery(deps, key.delivery);
      return { kind: 'wait', dueAt: null };
    case 'issue':
      return advance(deps, key, claim);
    case 'repository':
      return waitOf(await lookThrough(sweepDeps(deps), key));
    case 'sweep':
      return waitOf(await sweep(sweepDeps(deps)));
    case undefined:
      throw new Error(`due row "${claim.key}" names nothing that is known`);
    default: {
      const never: never = key;
      throw new Error(`unknown due key ${JSON.stringify(never)}`);
    }
  }
}

function waitOf({ dueAt }: Swept): Advanced {
  return { kind: 'wait', dueAt };
}

function sweepDeps({ store, sweeping, remember, now, log }: DispatchDeps): SweepDeps {
  return { ...sweeping, store, remember, now, log };
}

/** A delivery that cannot be read is kept with its reason and given up after a while: the sweep asks GitHub anyway. */
async function readDelivery(deps: DispatchDeps, id: string): Promise<void> {
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
    if (delivery.failures + 1 < maxFailures) throw error;
  }
  await store.inbox.processed(id, deps.now());
}
