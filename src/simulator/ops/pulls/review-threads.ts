import { nodePrefixes } from '../../ids.ts';
import { pullJson, reviewCommentJson, reviewThreadJson } from '../../payloads/pull-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { User } from '../../state/accounts.ts';
import type { Pull, Review, ReviewComment } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { recordEdit } from '../conversation/conversation-events.ts';
import { requireNeed } from '../access/permit.ts';
import { publish } from './reviews.ts';
import { checkCommentBody } from '../conversation/text-limits.ts';

/** The first comment of a thread and its replies. */
export function threadOf(first: ReviewComment): ReviewComment[] {
  return first.review.pull.reviewComments.filter((one) => one === first || one.inReplyTo === first);
}

export function firstOf(comment: ReviewComment): ReviewComment {
  return comment.inReplyTo ?? comment;
}

/**
 * docs.github.com/rest/pulls/comments#create-a-reply-for-a-review-comment: at the thread's place, as a submitted
 * review of its own. A reply to a reply stands in the same thread.
 */
export function replyInThread(world: World, actor: Actor, to: ReviewComment, body: string): ReviewComment {
  const first = firstOf(to);
  const { pull } = first.review;
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: 'read' });
  checkCommentBody('PullRequestReviewComment', body);
  if (first.review.state === 'PENDING' && first.author !== actor.user)
    throw new GitHubError(404, 'Not Found');
  const createdAt = world.now();
  const review: Review = {
    ...world.ids.next(nodePrefixes.PullRequestReview),
    pull,
    author: actor.user,
    state: 'PENDING',
    body: '',
    commitOid: pull.head.oid,
    createdAt,
    submittedAt: null,
    updatedAt: createdAt,
    comments: [],
  };
  const reply: ReviewComment = {
    ...first,
    ...world.ids.next(nodePrefixes.PullRequestReviewComment),
    review,
    author: actor.user,
    body,
    inReplyTo: first,
    createdAt,
    updatedAt: createdAt,
    lastEditedAt: null,
    editor: null,
    edits: [],
    reactions: [],
  };
  review.comments.push(reply);
  pull.reviews.push(review);
  pull.reviewComments.push(reply);
  world.nodes.set(review.nodeId, { type: 'PullRequestReview', value: review });
  world.nodes.set(reply.nodeId, { type: 'PullRequestReviewComment', value: reply });
  publish(world, review, 'COMMENT');
  return reply;
}

/** docs.github.com/rest/pulls/comments#update-a-review-comment-for-a-pull-request */
export function updateReviewComment(
  world: World,
  actor: Actor,
  comment: ReviewComment,
  body: string,
): ReviewComment {
  const { pull } = comment.review;
  const person = comment.author === actor.user ? 'read' : 'write';
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: person });
  checkCommentBody('PullRequestReviewComment', body);
  if (body === comment.body) return comment;
  const changes = { body: { from: comment.body } };
  recordEdit(world, comment, { author: comment.author, editor: actor.user, body });
  if (comment.review.state !== 'PENDING') {
    const fields = { comment: reviewCommentJson(world, comment), changes };
    emit(world, pull, {
      name: { event: 'pull_request_review_comment', action: 'edited' },
      sender: actor.user,
      fields,
    });
  }
  return comment;
}

/**
 * docs.github.com/pull-requests/collaborating-with-pull-requests/reviewing-changes-in-pull-requests/commenting-on-a-pull-request#resolving-conversations:
 * who opened the pull request, or has write access.
 */
export function markThread(
  world: World,
  actor: Actor,
  comment: ReviewComment,
  as: 'resolved' | 'unresolved',
): ReviewComment {
  const first = firstOf(comment);
  const { pull } = first.review;
  const person = pull.author === actor.user ? 'read' : 'write';
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: person });
  const resolvedBy = as === 'resolved' ? (first.resolvedBy ?? actor.user) : null;
  if (resolvedBy === first.resolvedBy) return first;
  first.resolvedBy = resolvedBy;
  const fields = { thread: reviewThreadJson(world, first, threadOf(first)) };
  emit(world, pull, {
    name: { event: 'pull_request_review_thread', action: as },
    sender: actor.user,
    fields,
  });
  return first;
}

function emit(
  world: World,
  pull: Pull,
  {
    name,
    sender,
    fields,
  }: { name: { event: string; action: string }; sender: User; fields: Record<string, unknown> },
): void {
  const { repository } = pull;
  world.hooks.emit({
    ...name,
    repository,
    sender,
    fields: { ...fields, pull_request: pullJson(world, pull) },
  });
}
