import {
  addPendingComment,
  addReview,
  deleteReview,
  pendingReview,
  submitReview,
} from '../../ops/pulls/reviews.ts';
import { markThread, replyInThread } from '../../ops/pulls/review-threads.ts';
import { GitHubError } from '../../github-error.ts';
import type { Review, ReviewComment } from '../../state/repository.ts';
import type { ReviewEvent } from '../../ops/pulls/reviews.ts';
import { given } from '../../http/given.ts';
import { findPullNode, lookUp } from '../find-node.ts';
import type { Args, GraphqlContext } from '../source.ts';
import { int, need, records, text, unresolved } from '../source.ts';
import type { Mutations } from './root-mutation.ts';

export const reviewMutations: Mutations = {
  addPullRequestReview: async (input, context) => {
    const pull = findPullNode(context, need(input, 'pullRequestId'));
    // `comments` count lines from the diff's top and are deprecated for `threads`.
    if ((records(input, 'comments') ?? []).length > 0)
      throw new Error('addPullRequestReview: comments are not simulated, use threads');
    const fields = given({
      body: text(input, 'body'),
      event: eventOf(input),
      commitOid: text(input, 'commitOID'),
      comments: records(input, 'threads')?.map(lineOf),
    });
    const review = await addReview(context.world, context.actor, pull, fields);
    const cursor = Buffer.from(`cursor:v2:${pull.reviews.indexOf(review)}`).toString('base64');
    return { pullRequestReview: review, reviewEdge: { cursor, node: review } };
  },
  submitPullRequestReview: async (input, context) => {
    const review = submitted(input, context);
    await submitReview(context.world, context.actor, review, {
      event: eventOf(input) ?? 'COMMENT',
      body: text(input, 'body'),
    });
    return { pullRequestReview: review };
  },
  deletePullRequestReview: async (input, context) => {
    const review = reviewOf(context, need(input, 'pullRequestReviewId'));
    await deleteReview(context.world, context.actor, review);
    return { pullRequestReview: review };
  },
  addPullRequestReviewThread: async (input, context) => {
    const thread: ReviewComment = await addPendingComment(
      context.world,
      context.actor,
      submitted(input, context),
      lineOf(input),
    );
    return { thread };
  },
  // docs.github.com/graphql/reference/mutations#addpullrequestreviewthreadreply
  addPullRequestReviewThreadReply: async (input, context) => {
    if (text(input, 'pullRequestReviewId') !== undefined)
      throw new Error('addPullRequestReviewThreadReply: replies of a pending review are not simulated');
    const thread = threadOfId(context, need(input, 'pullRequestReviewThreadId'));
    return { comment: await replyInThread(context.world, context.actor, thread, need(input, 'body')) };
  },
  // docs.github.com/graphql/reference/mutations#resolvereviewthread
  resolveReviewThread: async (input, context) => {
    const thread = threadOfId(context, need(input, 'threadId'));
    return { thread: await markThread(context.world, context.actor, thread, 'resolved') };
  },
  unresolveReviewThread: async (input, context) => {
    const thread = threadOfId(context, need(input, 'threadId'));
    return { thread: await markThread(context.world, context.actor, thread, 'unresolved') };
  },
};

function lineOf(thread: Args): {
  path: string;
  line: number;
  body: string;
  side?: 'LEFT' | 'RIGHT';
  startLine?: number;
} {
  const side = text(thread, 'side');
  return {
    path: need(thread, 'path'),
    line: int(thread, 'line') ?? 0,
    body: need(thread, 'body'),
    ...given({
      side: side === 'LEFT' || side === 'RIGHT' ? side : undefined,
      startLine: int(thread, 'startLine'),
    }),
  };
}

function reviewOf(context: GraphqlContext, id: string): Review {
  const found = lookUp(context, id);
  if (found.type !== 'PullRequestReview') throw unresolved(id);
  return found.value;
}

/** docs.github.com/graphql/reference/input-objects#submitpullrequestreviewinput: the viewer's pending review, or one by id. */
function submitted(input: Args, context: GraphqlContext): Review {
  const reviewId = text(input, 'pullRequestReviewId');
  if (reviewId !== undefined) return reviewOf(context, reviewId);
  const pull = findPullNode(context, need(input, 'pullRequestId'));
  const pending = pendingReview(pull, context.actor.user);
  if (pending === null) throw new GitHubError(422, 'Could not find a pending review for the viewer.');
  return pending;
}

function eventOf(input: Args): ReviewEvent | undefined {
  const event = text(input, 'event');
  return event === 'COMMENT' || event === 'APPROVE' || event === 'REQUEST_CHANGES' ? event : undefined;
}

/** A thread is known by its first comment. */
function threadOfId(context: GraphqlContext, id: string): ReviewComment {
  const found = lookUp(context, id);
  if (found.type !== 'PullRequestReviewThread') throw unresolved(id);
  return found.value;
}
