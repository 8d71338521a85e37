/**
 * What webhooks may have missed. GitHub does not send a delivery again by itself: those that failed are asked for
 * again (it keeps them for three days), and beyond that every labelled open issue that no task knows is looked at.
 */
import type { RepoName } from '../task/names.ts';
import type { EngineLog, EngineStore } from './engine-port.ts';
import { formatKey } from './turn.ts';

export type SweepDeps = {
  readonly store: EngineStore;
  readonly github: {
    repositories(): Promise<readonly { readonly repo: RepoName; readonly installation: number }[]>;
    openIssuesWithLabel(repo: RepoName, installation: number, label: string): Promise<readonly number[]>;
    /** Deliveries that were not answered 2xx and have not been answered since. Newest first. */
    failedDeliveries(): Promise<readonly { readonly id: string; readonly guid: string }[]>;
    redeliver(id: string): Promise<void>;
  };
  readonly remember: (repo: RepoName, installation: number) => void;
  readonly label: string;
  readonly now: () => number;
  readonly log: EngineLog;
};

/** One sweep; answers how many issues it woke. Each part stands alone: one that fails does not keep the other. */
export async function sweep(
  deps: SweepDeps,
): Promise<{ readonly woken: number; readonly redelivered: number }> {
  const redelivered = await attempt(deps, 'deliveries', () => askAgain(deps));
  const woken = await attempt(deps, 'issues', () => lookAtLabelled(deps));
  return { woken, redelivered };
}

async function askAgain({ store, github }: SweepDeps): Promise<number> {
  let count = 0;
  for (const { id, guid } of await github.failedDeliveries()) {
    const known = await store.inbox.read(guid);
    if (known) continue;
    await github.redeliver(id);
    count += 1;
  }
  return count;
}

async function lookAtLabelled({ store, github, remember, label, now }: SweepDeps): Promise<number> {
  let count = 0;
  for (const { repo, installation } of await github.repositories()) {
    remember(repo, installation);
    const rows = await store.board.byRepo(repo, 'all');
    const known = new Set(rows.map(({ issue }) => issue));
    for (const issue of await github.openIssuesWithLabel(repo, installation, label)) {
      // A task that stands has its own timer; one that ended with the issue open waits for a new label.
      if (known.has(issue)) continue;
      await store.due.raise(formatKey({ repo, issue }), now());
      count += 1;
    }
  }
  return count;
}

async function attempt(deps: SweepDeps, what: string, run: () => Promise<number>): Promise<number> {
  try {
    return await run();
  } catch (error) {
    deps.log.warn(
      { what, error: error instanceof Error ? error.message : String(error) },
      'the sweep could not look',
    );
    return 0;
  }
}
