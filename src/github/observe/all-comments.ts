import type { Failure, ObserveRequest } from '../../task/shapes/mutation.ts';
import type { GraphqlClient } from '../transport/graphql.ts';
import { olderComments } from './page-back.ts';
import type { RawComment, RawIssue, RawPull } from './raw-situation.ts';

export type AllComments = {
  readonly kind: 'comments';
  readonly issue: readonly RawComment[];
  readonly pull: readonly RawComment[];
  /** Of all threads on lines of the diff. */
  readonly lines: readonly RawComment[];
};

/** The comments of issue and pull request, back to the time of the label: older ones command nothing. */
export async function allComments(
  graphql: GraphqlClient,
  look: ObserveRequest,
  raw: { readonly issue: RawIssue; readonly pull: RawPull | null },
  since: number,
): Promise<AllComments | Failure> {
  const enough = ([oldest]: readonly RawComment[]): boolean =>
    oldest !== undefined && oldest.createdAt <= since;
  const ask = { graphql, look, enough };
  const issue = await olderComments({ ...ask, number: raw.issue.number, first: raw.issue.comments }, 'issue');
  if (issue.kind !== 'pages') return issue;
  const { pull } = raw;
  if (!pull) return { kind: 'comments', issue: issue.nodes, pull: [], lines: [] };
  const onPull = await olderComments({ ...ask, number: pull.number, first: pull.comments }, 'pull');
  if (onPull.kind !== 'pages') return onPull;
  const lines = pull.reviewThreads.nodes.flatMap((thread) => thread.comments.nodes);
  return { kind: 'comments', issue: issue.nodes, pull: onPull.nodes, lines };
}
