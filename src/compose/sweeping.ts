import { sweep, type SweepDeps } from '../engine/sweep.ts';
import type { EngineLog } from '../engine/engine-port.ts';
import type { Failure } from '../task/mutation.ts';
import type { RepoName } from '../task/names.ts';
import type { Store } from '../store/port.ts';
import type { GitHubClients } from './github-clients.ts';

const day = 24 * 3_600_000;
/** GitHub keeps deliveries so long; what it could still send again must stay known here. */
const keptByGithubMs = 3 * day;
const keptHereMs = 7 * day;
const defaultLabel = 'cadence';

export type SweepingDeps = {
  readonly everyMs: number;
  readonly store: Store;
  readonly session: GitHubClients;
  readonly later: (ms: number, call: () => void) => () => void;
  readonly now: () => number;
  readonly log: EngineLog;
};

/** Sweeps at once and then again and again; answers how to stop it. */
export function startSweeping(deps: SweepingDeps): () => Promise<void> {
  let stopped = false;
  let cancel: (() => void) | null = null;
  let running = Promise.resolve();

  const round = (): void => {
    running = roundTrip();
  };
  async function roundTrip(): Promise<void> {
    await once(deps);
    if (!stopped) cancel = deps.later(deps.everyMs, round);
  }
  round();
  return async () => {
    stopped = true;
    cancel?.();
    await running;
  };
}

async function once({ store, session, now, log }: SweepingDeps): Promise<void> {
  try {
    const { woken, redelivered } = await sweep({
      store,
      github: githubOf(session, now),
      remember: session.remember,
      label: defaultLabel,
      now,
      log,
    });
    const forgotten = await store.inbox.prune(now() - keptHereMs);
    log.info({ woken, redelivered, forgotten }, 'swept');
  } catch (error) {
    log.error({ error: error instanceof Error ? error.message : String(error) }, 'the sweep failed');
  }
}

function githubOf({ app }: GitHubClients, now: () => number): SweepDeps['github'] {
  return {
    async repositories() {
      const { installations } = worked(await app.installations());
      const found: { repo: RepoName; installation: number }[] = [];
      for (const { id, suspended } of installations) {
        if (suspended) continue;
        const { repositories } = worked(await app.repositories(id));
        for (const repo of repositories) found.push({ repo, installation: id });
      }
      return found;
    },
    async openIssuesWithLabel(repo, installation, label) {
      const { issues } = worked(await app.openIssuesWithLabel(repo, installation, label));
      return issues.map(({ number }) => number);
    },
    async failedDeliveries() {
      const { deliveries } = worked(await app.deliveries(now() - keptByGithubMs));
      const latest = new Map<string, (typeof deliveries)[number]>();
      const answered = new Set<string>();
      for (const delivery of deliveries) {
        // Newest first: only the last attempt of a delivery can be asked for again.
        if (!latest.has(delivery.guid)) latest.set(delivery.guid, delivery);
        if (delivery.result === 'delivered') answered.add(delivery.guid);
      }
      const failed = [...latest.values()].filter(({ guid }) => !answered.has(guid));
      return failed.map(({ id, guid }) => ({ id, guid }));
    },
    async redeliver(id) {
      worked(await app.redeliver(id));
    },
  };
}

/** The sweep tells what it could not do and goes on; nothing depends on the kind of failure. */
function worked<Reply extends { readonly kind: string }>(reply: Reply | Failure): Reply {
  if (
    reply.kind === 'unknown' ||
    reply.kind === 'limited' ||
    reply.kind === 'refused' ||
    reply.kind === 'gone'
  )
    throw new Error('message' in reply ? String(reply.message) : reply.kind);
  return reply as Reply;
}
