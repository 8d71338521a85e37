/**
 * What webhooks may have missed. GitHub does not send a delivery again by itself: those that failed are asked for
 * again (it keeps them for three days), and beyond that every labelled open issue that no task knows is looked at. The
 * sweep is a due row of its own, so that several workers share one; it raises a row for each repository.
 */
import { formatDueKey, type DueKey } from '../task/shapes/due-key.ts';
import type { Failure } from '../task/shapes/mutation.ts';
import type { RepoName } from '../task/names.ts';
import type { EngineLog, EngineStore } from './engine-port.ts';

const day = 24 * 3_600_000;
/** Deliveries that were read are forgotten after this: GitHub could send them again for three days. */
const keptReadMs = 7 * day;

type Installed = { readonly repo: RepoName; readonly installation: number };

export type SweepDeps = {
  readonly store: EngineStore;
  readonly github: {
    repositories(): Promise<{ readonly kind: 'repositories'; readonly list: readonly Installed[] } | Failure>;
    openIssuesWithLabel(
      repo: RepoName,
      installation: number,
      label: string,
    ): Promise<{ readonly kind: 'issues'; readonly numbers: readonly number[] } | Failure>;
    /** Deliveries that were not answered 2xx and have not been answered since. Newest first. */
    failedDeliveries(): Promise<
      | {
          readonly kind: 'deliveries';
          readonly list: readonly { readonly id: string; readonly guid: string }[];
        }
      | Failure
    >;
    redeliver(id: string): Promise<{ readonly kind: 'asked' } | Failure>;
  };
  readonly remember: (repo: RepoName, installation: number) => void;
  readonly label: string;
  /** How often to sweep; null: never. */
  readonly everyMs: number | null;
  readonly now: () => number;
  readonly log: EngineLog;
};

/** When the row is due again (epoch ms); null: not by itself. */
export type Swept = { readonly dueAt: number | null };

/** Asks for what was lost, and has each repository looked through. One part that fails does not keep the other. */
export async function sweep(deps: SweepDeps): Promise<Swept> {
  const { store, everyMs, now, log } = deps;
  if (everyMs === null) return { dueAt: null };
  const deliveries = await askAgain(deps);
  const repositories = await raiseRepositories(deps);
  const forgotten = await store.inbox.prune(now() - keptReadMs);
  for (const [what, result] of Object.entries({ deliveries, repositories }))
    if (typeof result !== 'number')
      log.warn({ what, failure: result.kind, error: result.message }, 'the sweep could not look');
  log.info({ redelivered: deliveries, repositories, forgotten }, 'swept');
  const limits = [deliveries, repositories].map((result) =>
    typeof result !== 'number' && result.kind === 'limited' ? result.until : 0,
  );
  return { dueAt: Math.max(now() + everyMs, ...limits) };
}

/** How many were asked for. */
async function askAgain({ store, github }: SweepDeps): Promise<number | Failure> {
  const failed = await github.failedDeliveries();
  if (failed.kind !== 'deliveries') return failed;
  let count = 0;
  for (const { id, guid } of failed.list) {
    if (await store.inbox.read(guid)) continue;
    const asked = await github.redeliver(id);
    if (asked.kind !== 'asked') return asked;
    count += 1;
  }
  return count;
}

async function raiseRepositories({ store, github, remember, now }: SweepDeps): Promise<number | Failure> {
  const found = await github.repositories();
  if (found.kind !== 'repositories') return found;
  for (const { repo, installation } of found.list) {
    remember(repo, installation);
    await store.due.raise(formatDueKey({ kind: 'repository', repo, installation }), now());
  }
  return found.list.length;
}

/** Wakes the labelled open issues of a repository that no task knows. */
export async function lookThrough(
  deps: SweepDeps,
  { repo, installation }: Extract<DueKey, { kind: 'repository' }>,
): Promise<Swept> {
  const { store, github, remember, label, now, log } = deps;
  remember(repo, installation);
  const found = await github.openIssuesWithLabel(repo, installation, label);
  if (found.kind !== 'issues') {
    log.warn(
      { repo, failure: found.kind, error: found.message },
      'the repository could not be looked through',
    );
    // The next sweep comes here again; only a limit says when.
    return { dueAt: found.kind === 'limited' ? Math.max(found.until, now() + 1_000) : null };
  }
  for (const issue of await unknownAmong(store, repo, found.numbers))
    await store.due.raise(formatDueKey({ kind: 'issue', repo, issue }), now());
  return { dueAt: null };
}

const maxAsked = 500;

/** A task that is alive has its own timer; one that ended with the issue open waits for a new label. */
async function unknownAmong(
  store: EngineStore,
  repo: RepoName,
  issues: readonly number[],
): Promise<readonly number[]> {
  const unknown: number[] = [];
  for (let from = 0; from < issues.length; from += maxAsked) {
    const some = issues.slice(from, from + maxAsked);
    const rows = await store.board.concerning(repo, { issues: some, pull: null });
    const known = new Set(rows.map(({ issue }) => issue));
    unknown.push(...some.filter((issue) => !known.has(issue)));
  }
  return unknown;
}
