import type { FileDiff } from '../../git/compare-commits.ts';
import { visibleReviews } from '../../ops/pulls/reviews.ts';
import type { Pull } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import { commitsBetween, filesChanged } from '../git-facts.ts';
import type { Fields, GitSource } from '../source.ts';
import { actorNode, as, flag, text, texts, time } from '../source.ts';
import { conversationPath, webUrl } from '../web-url.ts';
import { conversationFields } from './conversation-types.ts';
import { reactableFields } from './reaction-types.ts';
import { refNamed } from './ref-named.ts';

/** OPEN, CLOSED or MERGED: a merged pull request is not merely closed here. */
export function pullState(pull: Pull): 'OPEN' | 'CLOSED' | 'MERGED' {
  if (pull.merged !== null) return 'MERGED';
  return pull.state === 'open' ? 'OPEN' : 'CLOSED';
}

/** Files as the pull request shows them: from where it left the base, not from the base's tip. */
export function pullFiles(pull: Pull): Promise<FileDiff[]> {
  return filesChanged(pull.repository, pull.base.oid, pull.head.oid);
}

export function pullCommits(pull: Pull): Promise<string[]> {
  return commitsBetween(pull.repository, pull.base.oid, pull.head.oid);
}

/** docs.github.com/graphql/reference/enums#patchstatus */
const changeTypes: Record<FileDiff['status'], string> = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  changed: 'CHANGED',
};

type PullCommit = GitSource & { pull: Pull };

export const pullTypes = {
  PullRequest: {
    ...conversationFields<Pull>(),
    ...reactableFields<Pull>(),
    state: pullState,
    isDraft: (pull) => pull.isDraft,
    merged: (pull) => pull.merged !== null,
    mergedAt: (pull) => time(pull.merged?.at ?? null),
    mergedBy: (pull) => actorNode(pull.merged?.by ?? null),
    mergeable: (pull) => (pull.merged === null ? pull.mergeable.toUpperCase() : 'UNKNOWN'),
    mergeStateStatus: mergeState,
    mergeCommit: ({ repository, merged }) => (merged === null ? null : { repository, oid: merged.oid }),
    potentialMergeCommit: ({ repository, testMergeOid }) =>
      testMergeOid === null ? null : { repository, oid: testMergeOid },
    headRefName: (pull) => pull.head.ref,
    headRefOid: (pull) => pull.head.oid,
    headRef: ({ head }) =>
      head.repository === null ? null : refNamed(head.repository, `refs/heads/${head.ref}`),
    headRepository: (pull) => pull.head.repository,
    headRepositoryOwner: ({ head }) =>
      head.repository === null ? null : as(head.repository.owner.type, head.repository.owner),
    baseRefName: (pull) => pull.base.ref,
    baseRefOid: (pull) => pull.base.oid,
    baseRef: (pull) => refNamed(pull.repository, `refs/heads/${pull.base.ref}`),
    baseRepository: (pull) => pull.repository,
    isCrossRepository: (pull) => pull.head.repository !== pull.repository,
    maintainerCanModify: (pull) => pull.maintainerCanModify,
    additions: (pull) => pull.stats.additions,
    deletions: (pull) => pull.stats.deletions,
    changedFiles: (pull) => pull.stats.changedFiles,
    totalCommentsCount: (pull) => pull.comments.length + pull.reviewComments.length,
    permalink: (pull, _args, { world }) => webUrl(world, conversationPath(pull)),
    reviewDecision: () => null,
    autoMergeRequest: () => null,
    reviewRequests: (_pull, args) => connection('reviewRequests', [], args),
    files: async (pull, args) => connection('files', await pullFiles(pull), args),
    commits: async (pull, args) => {
      const commits = (await pullCommits(pull)).map((oid): PullCommit => ({
        repository: pull.repository,
        oid,
        pull,
      }));
      return connection('commits', commits, args);
    },
    reviews: (pull, args, { actor }) => {
      const author = text(args, 'author');
      const states = texts(args, 'states');
      const found = visibleReviews(pull, actor.user).filter(
        (review) =>
          (author === undefined || review.author?.login === author) &&
          (states === undefined || states.includes(review.state)),
      );
      return connection('reviews', found, args);
    },
    latestReviews: (pull, args) => {
      const submitted = pull.reviews.filter((review) => review.state !== 'PENDING');
      return connection(
        'latestReviews',
        [...new Map(submitted.map((one) => [one.author, one])).values()],
        args,
      );
    },
    viewerLatestReview: (pull, _args, { actor }) =>
      pull.reviews.findLast((review) => review.author === actor.user) ?? null,
    reviewThreads: (pull, args, { actor }) => {
      const seen = pull.reviewComments.filter(
        (one) => one.inReplyTo === null && (one.review.state !== 'PENDING' || one.author === actor.user),
      );
      return connection('reviewThreads', seen, args);
    },
    closingIssuesReferences: ({ repository, closingIssues }, args) => {
      const issues = closingIssues.flatMap((number) => {
        const one = repository.conversations.get(number);
        return one?.kind === 'issue' ? [one] : [];
      });
      return connection('closingIssuesReferences', flag(args, 'userLinkedOnly') === true ? [] : issues, args);
    },
  } satisfies Fields<Pull>,
  PullRequestCommit: {
    id: ({ pull, oid }) => `PURC_${pull.nodeId}_${oid}`,
    commit: ({ repository, oid }) => ({ repository, oid }),
    pullRequest: ({ pull }) => pull,
    resourcePath: ({ pull, oid }) => `${conversationPath(pull)}/commits/${oid}`,
    url: ({ pull, oid }, _args, { world }) => webUrl(world, `${conversationPath(pull)}/commits/${oid}`),
  } satisfies Fields<PullCommit>,
  PullRequestChangedFile: {
    path: (file) => file.path,
    additions: (file) => file.additions,
    deletions: (file) => file.deletions,
    changeType: (file) => changeTypes[file.status],
  } satisfies Fields<FileDiff>,
};

/** docs.github.com/graphql/reference/enums#mergestatestatus */
function mergeState(pull: Pull): string {
  if (pull.merged !== null || pull.mergeable === 'unknown') return 'UNKNOWN';
  if (pull.mergeable === 'conflicting') return 'DIRTY';
  return pull.isDraft ? 'DRAFT' : 'CLEAN';
}
