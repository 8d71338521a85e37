import { replyInThread, updateReviewComment } from '../ops/pulls/review-threads.ts';
import { addReview, deleteReview, submitReview, visibleReviews } from '../ops/pulls/reviews.ts';
import type { NewReviewComment, ReviewEvent } from '../ops/pulls/reviews.ts';
import { requireAccess } from '../ops/access/permit.ts';
import { reviewCommentJson, reviewJson } from '../payloads/pull-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Review, ReviewComment } from '../state/repository.ts';
import type { Answer } from '../http/http-answer.ts';
import { json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { listed } from '../http/paginate.ts';
import { namedPull, readablePull } from './pull-routes.ts';
import type { Route, TokenRequest } from './route.ts';
import { numberField, numberParam, objectsField, repositoryOf, textField, tokenRoute } from './route.ts';

const commentPath = '/repos/{owner}/{repo}/pulls/comments/{comment_id}';
const commentsPath = '/repos/{owner}/{repo}/pulls/{pull_number}/comments';
const reviewsPath = '/repos/{owner}/{repo}/pulls/{pull_number}/reviews';

export const reviewRoutes: readonly Route[] = [
  tokenRoute(`GET ${reviewsPath}`, (request) => {
    const shown = visibleReviews(readablePull(request), request.actor.user);
    return listed(shown, request.url, (review) => reviewJson(request.world, review));
  }),
  tokenRoute(`POST ${reviewsPath}`, create),
  tokenRoute(`GET ${reviewsPath}/{review_id}`, (request) => {
    readablePull(request);
    return json(reviewJson(request.world, reviewOf(request)));
  }),
  tokenRoute(`DELETE ${reviewsPath}/{review_id}`, async (request) =>
    json(reviewJson(request.world, await deleteReview(request.world, request.actor, reviewOf(request)))),
  ),
  tokenRoute(`POST ${reviewsPath}/{review_id}/events`, async (request) => {
    const event = eventOf(request);
    if (event === undefined) throw new GitHubError(422, 'Event is required');
    const review = reviewOf(request);
    await submitReview(request.world, request.actor, review, {
      event,
      body: textField(request.body, 'body'),
    });
    return json(reviewJson(request.world, review));
  }),
  tokenRoute(`GET ${reviewsPath}/{review_id}/comments`, (request) => {
    readablePull(request);
    return listed(reviewOf(request).comments, request.url, (one) => reviewCommentJson(request.world, one));
  }),
  tokenRoute(`GET ${commentsPath}`, (request) => {
    const published = readablePull(request).reviewComments.filter((one) => one.review.state !== 'PENDING');
    return listed(published, request.url, (one) => reviewCommentJson(request.world, one));
  }),
  tokenRoute(`POST ${commentsPath}`, commentOnLine),
  tokenRoute(`POST ${commentsPath}/{comment_id}/replies`, async (request) => {
    const { world, actor, body } = request;
    const reply = await replyInThread(world, actor, commentAt(request), textField(body, 'body') ?? '');
    return json(reviewCommentJson(world, reply), 201);
  }),
  tokenRoute(`GET ${commentPath}`, (request) => json(reviewCommentJson(request.world, commentAt(request)))),
  tokenRoute(`PATCH ${commentPath}`, async (request) => {
    const { world, actor, body } = request;
    const changed = await updateReviewComment(
      world,
      actor,
      commentAt(request),
      textField(body, 'body') ?? '',
    );
    return json(reviewCommentJson(world, changed));
  }),
];

/** A submitted comment of the repository by its id; with a pull request in the path, of that one. */
function commentAt(request: TokenRequest): ReviewComment {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'pull_requests', 'read');
  const id = numberParam(request, 'comment_id');
  const pulls =
    'pull_number' in request.params ? [namedPull(request)] : [...repository.conversations.values()];
  const all = pulls.flatMap((one) => (one.kind === 'pull' ? one.reviewComments : []));
  const found = all.find((one) => one.id === id && one.review.state !== 'PENDING');
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}

/** docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request: a review of one comment. */
async function commentOnLine(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const fields = {
    event: 'COMMENT' as const,
    comments: [commentOf(body)],
    ...given({ commitOid: textField(body, 'commit_id') }),
  };
  const { comments } = await addReview(world, actor, namedPull(request), fields);
  return json(comments.map((one) => reviewCommentJson(world, one)).at(0) ?? {}, 201);
}

function commentOf(comment: Readonly<Record<string, unknown>>): NewReviewComment {
  const side = textField(comment, 'side');
  const line = numberField(comment, 'line');
  if (line === undefined) throw new Error('reviews/create: `position` is not simulated, use `line`');
  return {
    path: textField(comment, 'path') ?? '',
    body: textField(comment, 'body') ?? '',
    line,
    ...given({
      side: side === 'LEFT' || side === 'RIGHT' ? side : undefined,
      startLine: numberField(comment, 'start_line'),
    }),
  };
}

function eventOf(request: TokenRequest): ReviewEvent | undefined {
  const event = textField(request.body, 'event');
  return event === 'COMMENT' || event === 'APPROVE' || event === 'REQUEST_CHANGES' ? event : undefined;
}

async function create(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const fields = given({
    body: textField(body, 'body'),
    event: eventOf(request),
    commitOid: textField(body, 'commit_id'),
    comments: commentsOf(request),
  });
  return json(reviewJson(world, await addReview(world, actor, namedPull(request), fields)));
}

/** docs.github.com/rest/pulls/reviews#create-a-review-for-a-pull-request: comments stand on a line of the diff. */
function commentsOf(request: TokenRequest): NewReviewComment[] | undefined {
  return objectsField(request.body, 'comments')?.map(commentOf);
}

function reviewOf(request: TokenRequest): Review {
  const id = numberParam(request, 'review_id');
  const found = visibleReviews(namedPull(request), request.actor.user).find((one) => one.id === id);
  if (found === undefined) throw new GitHubError(404, 'Not Found');
  return found;
}
