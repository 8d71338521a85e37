import { threadOf } from '../../ops/pulls/review-threads.ts';
import type { Review, ReviewComment } from '../../state/repository.ts';
import { connection } from '../connection.ts';
import type { Fields } from '../source.ts';
import { time } from '../source.ts';
import { conversationPath, webUrl } from '../web-url.ts';
import { editableFields, writtenFields } from './conversation-types.ts';
import { reactableFields } from './reaction-types.ts';

export const reviewTypes = {
  PullRequestReview: {
    ...writtenFields<Review>((review) => review.pull),
    state: (review) => review.state,
    submittedAt: (review) => time(review.submittedAt),
    publishedAt: (review) => time(review.submittedAt),
    pullRequest: (review) => review.pull,
    commit: ({ pull, commitOid }) => ({ repository: pull.repository, oid: commitOid }),
    comments: (review, args) => connection('comments', review.comments, args),
    isMinimized: () => false,
    resourcePath: reviewPath,
    url: (review, _args, { world }) => webUrl(world, reviewPath(review)),
  } satisfies Fields<Review>,
  PullRequestReviewComment: {
    ...writtenFields<ReviewComment>((comment) => comment.review.pull),
    ...editableFields<ReviewComment>(),
    ...reactableFields<ReviewComment>(),
    path: (comment) => comment.path,
    line: (comment) => comment.line,
    originalLine: (comment) => comment.originalLine,
    startLine: (comment) => comment.startLine,
    originalStartLine: (comment) => comment.startLine,
    outdated: (comment) => comment.line === null,
    diffHunk: (comment) => comment.diffHunk,
    draftedAt: (comment) => time(comment.createdAt),
    state: (comment) => (comment.review.state === 'PENDING' ? 'PENDING' : 'SUBMITTED'),
    subjectType: () => 'LINE',
    isMinimized: () => false,
    replyTo: (comment) => comment.inReplyTo,
    pullRequest: (comment) => comment.review.pull,
    pullRequestReview: (comment) => comment.review,
    commit: ({ review, commitOid }) => ({ repository: review.pull.repository, oid: commitOid }),
    originalCommit: ({ review, originalCommitOid }) => ({
      repository: review.pull.repository,
      oid: originalCommitOid,
    }),
    resourcePath: commentPath,
    url: (comment, _args, { world }) => webUrl(world, commentPath(comment)),
  } satisfies Fields<ReviewComment>,
  PullRequestReviewThread: {
    id: (first) => first.threadNodeId,
    path: (first) => first.path,
    line: (first) => first.line,
    originalLine: (first) => first.originalLine,
    startLine: (first) => first.startLine,
    originalStartLine: (first) => first.startLine,
    startDiffSide: (first) => (first.startLine === null ? null : first.side),
    diffSide: (first) => first.side,
    subjectType: () => 'LINE',
    isResolved: (first) => first.resolvedBy !== null,
    resolvedBy: (first) => first.resolvedBy,
    isOutdated: (first) => first.line === null,
    isCollapsed: (first) => first.resolvedBy !== null,
    pullRequest: (first) => first.review.pull,
    repository: (first) => first.review.pull.repository,
    comments: (first, args) => connection('comments', threadOf(first), args),
  } satisfies Fields<ReviewComment>,
};

function commentPath(comment: ReviewComment): string {
  return `${conversationPath(comment.review.pull)}#discussion_r${comment.id}`;
}

function reviewPath(review: Review): string {
  return `${conversationPath(review.pull)}#pullrequestreview-${review.id}`;
}
