import { compare, diffFiles, filePatch } from '../../git/compare-commits.ts';
import { objectType } from '../../git/read-objects.ts';
import { nodePrefixes } from '../../ids.ts';
import { pullJson, reviewCommentJson, reviewJson } from '../../payloads/pull-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { User } from '../../state/accounts.ts';
import type { ReviewState } from '../../state/conversation-parts.ts';
import type { Pull, Review, ReviewComment } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { diffLines } from './diff-lines.ts';
import { requireNeed } from '../access/permit.ts';
import { checkBody, checkCommentBody } from '../conversation/text-limits.ts';

export type ReviewEvent = 'COMMENT' | 'APPROVE' | 'REQUEST_CHANGES';

export type NewReviewComment = {
  path: string;
  body: string;
  /** Line of the file (after the change for RIGHT, before it for LEFT), which must be in the diff. */
  line: number;
  side?: 'LEFT' | 'RIGHT';
  startLine?: number;
};

export type NewReview = {
  body?: string;
  /** Without one the review stays pending, seen by its author alone. */
  event?: ReviewEvent;
  commitOid?: string;
  comments?: readonly NewReviewComment[];
};

/** docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request */
export async function addReview(world: World, actor: Actor, pull: Pull, fields: NewReview): Promise<Review> {
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: 'read' });
  const { body = '', event, comments = [] } = fields;
  const commitOid = fields.commitOid ?? pull.head.oid;
  checkBody('PullRequestReview', body);
  if (event) checkEvent(actor.user, pull, { event, body, comments: comments.length });
  if ((await objectType(pull.repository.gitDir, commitOid)) !== 'commit')
    throw unprocessable('The commit is not part of the pull request');
  const places = await Promise.all(comments.map((comment) => placeOf(pull, commitOid, comment)));
  if (pendingReview(pull, actor.user))
    throw unprocessable('User can only have one pending review per pull request');
  const createdAt = world.now();
  const review: Review = {
    ...world.ids.next(nodePrefixes.PullRequestReview),
    pull,
    author: actor.user,
    state: 'PENDING',
    body,
    commitOid,
    createdAt,
    submittedAt: null,
    updatedAt: createdAt,
    comments: [],
  };
  pull.reviews.push(review);
  world.nodes.set(review.nodeId, { type: 'PullRequestReview', value: review });
  for (const [index, comment] of comments.entries()) attach(world, review, comment, places[index] ?? '');
  if (event) publish(world, review, event);
  return review;
}

/** Adds a comment to a pending review (GraphQL's addPullRequestReviewThread). */
export async function addPendingComment(
  world: World,
  actor: Actor,
  review: Review,
  comment: NewReviewComment,
): Promise<ReviewComment> {
  requireAuthor(actor, review);
  checkCommentBody('PullRequestReviewComment', comment.body);
  const hunk = await placeOf(review.pull, review.commitOid, comment);
  requirePending(review);
  return attach(world, review, comment, hunk);
}

/** docs.github.com/rest/pulls/reviews#submit-a-review-for-a-pull-request. A submitted review stays for good. */
export function submitReview(
  world: World,
  actor: Actor,
  review: Review,
  { event, body }: { event: ReviewEvent; body?: string | undefined },
): Review {
  requireAuthor(actor, review);
  requirePending(review);
  const text = body ?? review.body;
  checkBody('PullRequestReview', text);
  checkEvent(actor.user, review.pull, { event, body: text, comments: review.comments.length });
  review.body = text;
  publish(world, review, event);
  return review;
}

/** docs.github.com/rest/pulls/reviews#delete-a-pending-review-for-a-pull-request */
export function deleteReview(world: World, actor: Actor, review: Review): Review {
  requireAuthor(actor, review);
  if (review.state !== 'PENDING')
    throw new GitHubError(422, 'Can not delete a non-pending pull request review');
  const { pull } = review;
  pull.reviews = pull.reviews.filter((other) => other !== review);
  pull.reviewComments = pull.reviewComments.filter((comment) => comment.review !== review);
  world.nodes.delete(review.nodeId);
  return review;
}

export function pendingReview(pull: Pull, user: User): Review | null {
  return pull.reviews.find((review) => review.state === 'PENDING' && review.author === user) ?? null;
}

/** A pending review is there for its author alone. */
export function visibleReviews(pull: Pull, viewer: User): Review[] {
  return pull.reviews.filter((review) => review.state !== 'PENDING' || review.author === viewer);
}

const states: Record<ReviewEvent, ReviewState> = {
  COMMENT: 'COMMENTED',
  APPROVE: 'APPROVED',
  REQUEST_CHANGES: 'CHANGES_REQUESTED',
};

/** Submits a pending review, with its webhooks. */
export function publish(world: World, review: Review, event: ReviewEvent): void {
  const { pull } = review;
  const at = world.now();
  Object.assign(review, { state: states[event], submittedAt: at, updatedAt: at });
  pull.updatedAt = at;
  const sender = review.author;
  if (!sender) return;
  const pull_request = pullJson(world, pull);
  // Webhooks show the state in lower case (docs.github.com/webhooks/webhook-events-and-payloads#pull_request_review).
  const shown = { ...reviewJson(world, review), state: review.state.toLowerCase() };
  const { repository } = pull;
  world.hooks.emit({
    event: 'pull_request_review',
    action: 'submitted',
    repository,
    sender,
    fields: { review: shown, pull_request },
  });
  for (const comment of review.comments) {
    const fields = { comment: reviewCommentJson(world, comment), pull_request };
    world.hooks.emit({ event: 'pull_request_review_comment', action: 'created', repository, sender, fields });
  }
}

/** An author, an app too, may only comment on its own pull request. */
function checkEvent(
  user: User,
  pull: Pull,
  { event, body, comments }: { event: ReviewEvent; body: string; comments: number },
): void {
  if (user === pull.author && event === 'APPROVE')
    throw unprocessable('Can not approve your own pull request');
  if (user === pull.author && event === 'REQUEST_CHANGES') {
    throw unprocessable('Can not request changes on your own pull request');
  }
  if (event !== 'APPROVE' && body.trim() === '' && comments === 0) throw unprocessable("Body can't be blank");
}

/** The diff's text at the comment's place; 422 where it has none. */
async function placeOf(pull: Pull, commitOid: string, comment: NewReviewComment): Promise<string> {
  checkCommentBody('PullRequestReviewComment', comment.body);
  const { gitDir } = pull.repository;
  const { mergeBase } = await compare(gitDir, pull.base.oid, commitOid);
  const base = mergeBase ?? pull.base.oid;
  const file = (await diffFiles(gitDir, base, commitOid)).find(({ path }) => path === comment.path);
  if (!file) throw unprocessable('Path could not be resolved');
  const lines = diffLines(await filePatch(gitDir, base, commitOid, file))[comment.side ?? 'RIGHT'];
  const hunk = lines.get(comment.line);
  if (hunk === undefined) throw unprocessable('Line could not be resolved');
  if (
    comment.startLine !== undefined &&
    (comment.startLine >= comment.line || !lines.has(comment.startLine))
  ) {
    throw unprocessable('Start line could not be resolved');
  }
  return hunk;
}

function attach(world: World, review: Review, fields: NewReviewComment, diffHunk: string): ReviewComment {
  const createdAt = world.now();
  const comment: ReviewComment = {
    ...world.ids.next(nodePrefixes.PullRequestReviewComment),
    review,
    author: review.author,
    body: fields.body,
    path: fields.path,
    side: fields.side ?? 'RIGHT',
    line: fields.line,
    originalLine: fields.line,
    startLine: fields.startLine ?? null,
    diffHunk,
    commitOid: review.commitOid,
    originalCommitOid: review.commitOid,
    inReplyTo: null,
    threadNodeId: world.ids.next(nodePrefixes.PullRequestReviewThread).nodeId,
    resolvedBy: null,
    createdAt,
    updatedAt: createdAt,
    lastEditedAt: null,
    editor: null,
    edits: [],
    reactions: [],
  };
  review.comments.push(comment);
  review.pull.reviewComments.push(comment);
  world.nodes.set(comment.nodeId, { type: 'PullRequestReviewComment', value: comment });
  return comment;
}

function requireAuthor(actor: Actor, review: Review): void {
  requireNeed(actor, review.pull.repository, {
    permissions: ['pull_requests'],
    level: 'write',
    role: 'read',
  });
  if (review.author !== actor.user) throw new GitHubError(404, 'Not Found');
}

function requirePending(review: Review): void {
  if (review.state !== 'PENDING') throw unprocessable('Can not submit a review that is not pending');
}

function unprocessable(reason: string): GitHubError {
  return new GitHubError(422, 'Unprocessable Entity', { errors: [reason] });
}
