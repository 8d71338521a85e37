/** A pull request with the runs of its head. */
import { headSha } from '../../task/names.ts';
import type { Pull, Run } from '../../task/situation.ts';
import type { RawPull, RawRepository, RawSuite } from './raw-situation.ts';
import { readActor, slugOfBot } from './read-actor.ts';
import { readThreads } from './read-threads.ts';

const mergeable = { MERGEABLE: 'yes', CONFLICTING: 'no', UNKNOWN: 'unknown' } as const;
const states = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
/** The name of our check run; who made it is asked too, since any app may use the name. */
const checkRunName = 'Cadence';

/** The pull request that was asked for; by branch the open one, else the newest. */
export function pickPull(raw: RawRepository): RawPull | null {
  if (raw.pull) return raw.pull;
  const found = raw.branch?.associatedPullRequests?.nodes ?? [];
  const own = found.filter((pull) => !pull.isCrossRepository).toSorted((a, b) => b.number - a.number);
  return own.find((pull) => pull.state === 'OPEN') ?? own[0] ?? null;
}

/** Null where GitHub has not yet caught up with the head that it names: such a pull request is half a one. */
export function readPull(raw: RawPull, viewer: string): Pull | null {
  const commit = raw.commits.nodes[0]?.commit;
  if (commit?.oid !== raw.headRefOid) return null;
  const head = headSha(raw.headRefOid);
  const suites = commit.checkSuites?.nodes ?? [];
  return {
    id: raw.id,
    number: raw.number,
    state: states[raw.state],
    draft: raw.isDraft,
    mergeable: mergeable[raw.mergeable],
    author: readActor(raw.author),
    body: raw.body,
    headRef: raw.headRefName,
    headSha: head,
    headMessage: commit.message,
    headTree: commit.tree.oid,
    headParents: oids(commit.parents),
    baseRef: raw.baseRefName,
    crossRepository: raw.isCrossRepository,
    runs: suites.flatMap((suite) => readRun(suite, head)),
    runsComplete: commit.checkSuites !== null && commit.checkSuites.totalCount <= suites.length,
    landed: readLanded(raw),
    reviews: raw.reviews.nodes.map((review) => ({
      id: review.id,
      state: review.state,
      headSha: review.commit?.oid ?? '',
      ours: review.viewerDidAuthor,
      body: review.viewerDidAuthor ? review.body : '',
    })),
    ...readThreads(raw.reviewThreads),
    checkRun: ourCheckRun(suites, slugOfBot(viewer)),
  };
}

function readLanded({ state, mergeCommit, mergedBy }: RawPull): Pull['landed'] {
  if (state !== 'MERGED' || mergeCommit === null) return null;
  return {
    sha: mergeCommit.oid,
    tree: mergeCommit.tree.oid,
    parents: oids(mergeCommit.parents),
    by: mergedBy === null ? null : readActor(mergedBy).login,
  };
}

/** A suite of Actions without a workflow run is a check run that some job made by hand: it is no run. */
export function readRun(
  { app, workflowRun, checkRuns, status, conclusion }: RawSuite,
  head: Run['headSha'],
): Run[] {
  if (app?.slug !== 'github-actions' || workflowRun === null) return [];
  return [
    {
      id: workflowRun.databaseId,
      path: workflowRun.file?.path ?? '',
      event: workflowRun.event,
      headSha: head,
      status: status.toLowerCase(),
      conclusion: conclusion?.toLowerCase() ?? null,
      updatedAt: workflowRun.updatedAt,
      jobs: (checkRuns?.nodes ?? []).map((job) => ({
        name: job.name,
        status: job.status.toLowerCase(),
        conclusion: job.conclusion?.toLowerCase() ?? null,
        startedAt: job.startedAt,
        completedAt: job.completedAt,
      })),
      complete: checkRuns !== null && checkRuns.totalCount <= checkRuns.nodes.length,
    },
  ];
}

function ourCheckRun(suites: readonly RawSuite[], slug: string): Pull['checkRun'] {
  const found = suites
    .filter(({ app }) => app?.slug === slug)
    .flatMap(({ checkRuns }) => checkRuns?.nodes ?? [])
    .findLast(({ name }) => name === checkRunName);
  return found ? { id: found.id, externalId: found.externalId ?? '', title: found.title ?? '' } : null;
}

function oids({ nodes }: { readonly nodes: readonly { readonly oid: string }[] }): string[] {
  return nodes.map(({ oid }) => oid);
}
