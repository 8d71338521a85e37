/**
 * What was done on GitHub, counted on GitHub's side: from what it announced (also what was deleted again is in it) and
 * from what stands there at the end.
 */
import type { Simulator } from '../../src/simulator/start-simulator.ts';
import type { Project } from './project.ts';

export type Ledger = {
  readonly branches: { readonly made: number; readonly commits: number; readonly deleted: number };
  readonly pulls: { readonly opened: number; readonly closed: number; readonly merged: number };
  readonly issueCloses: number;
  /** Issues that Cadence opened. */
  readonly issuesOpened: number;
  /** Status comments that stand (one too many is deleted: it is a view, not an effect); replies and notices that were ever made. */
  readonly comments: { readonly status: number; readonly replies: number; readonly notices: number };
  /** The most that any head has. */
  readonly reviewsOfAHead: number;
  readonly checkRunsOfAHead: number;
  /** How far the default branch came. */
  readonly landed: number;
};

export function ledgerOf(github: Simulator, project: Project): Ledger {
  const events = announced(github, project);
  const ours = events.filter(({ payload }) => textOf(payload, 'sender', 'login') === 'cadence[bot]');
  const pushes = ours.filter(
    ({ event, payload }) => event === 'push' && String(payload['ref']).startsWith('refs/heads/cadence/'),
  );
  const count = (event: string, action: string): number =>
    events.filter((one) => one.event === event && one.action === action).length;
  const comments = ours
    .filter(({ event, action }) => event === 'issue_comment' && action === 'created')
    .map(({ payload }) => textOf(payload, 'comment', 'body'));
  const standing = [...project.repository.conversations.values()].flatMap(({ comments: all }) =>
    all.map(({ body }) => body),
  );
  const pulls = project.pulls();
  const made = pushes.filter(({ payload }) => payload['created'] === true).length;
  const deleted = pushes.filter(({ payload }) => payload['deleted'] === true).length;
  return {
    branches: { made, deleted, commits: pushes.length - made - deleted },
    pulls: {
      opened: count('pull_request', 'opened'),
      closed: count('pull_request', 'closed'),
      merged: pulls.filter(({ merged }) => merged !== null).length,
    },
    issueCloses: count('issues', 'closed'),
    issuesOpened: ours.filter(({ event, action }) => event === 'issues' && action === 'opened').length,
    comments: {
      status: standing.filter((body) => body.startsWith('<!-- cadence:status')).length,
      replies: comments.filter((body) => body.startsWith('<!-- cadence:reply')).length,
      notices: comments.filter((body) => body.startsWith('<!-- cadence:notice')).length,
    },
    reviewsOfAHead: most(pulls.flatMap(({ reviews }) => reviews.map(({ commitOid }) => commitOid))),
    checkRunsOfAHead: most(
      project.repository.checkRuns.filter(({ app }) => app.slug === 'cadence').map(({ headOid }) => headOid),
    ),
    landed: events.filter(
      ({ event, payload }) =>
        event === 'push' && payload['ref'] === `refs/heads/${project.repository.defaultBranch}`,
    ).length,
  };
}

type Announced = {
  readonly event: string;
  readonly action: string | null;
  readonly payload: Readonly<Record<string, unknown>>;
};

/** Each event once, whether or not anybody was there to hear it. */
function announced({ world }: Simulator, { repository }: Project): Announced[] {
  const first = world.hooks.deliveries.filter(
    ({ isRedelivery, repository: about }) => !isRedelivery && about === repository,
  );
  return first.map(({ event, action, request }) => ({ event, action, payload: request.payload }));
}

function textOf(payload: Readonly<Record<string, unknown>>, key: string, field: string): string {
  const value = payload[key];
  const found =
    typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[field] : null;
  return typeof found === 'string' ? found : '';
}

function most(names: readonly string[]): number {
  return Math.max(0, ...names.map((name) => names.filter((other) => other === name).length));
}
