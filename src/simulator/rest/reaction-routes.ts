import { addReaction, removeReaction } from '../ops/conversation/reactions.ts';
import { findConversation } from '../ops/access/lookups.ts';
import { requireAnyAccess } from '../ops/access/permit.ts';
import { isoTime } from '../payloads/urls.ts';
import { userJson } from '../payloads/user-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Reaction, ReactionContent } from '../state/conversation-parts.ts';
import type { Comment, Issue, Pull } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { empty, json } from '../http/http-answer.ts';
import { listed } from '../http/paginate.ts';
import { commentOf } from './issue-routes.ts';
import type { Route, TokenRequest } from './route.ts';
import { numberParam, repositoryOf, textField, tokenRoute } from './route.ts';

type Subject = Issue | Pull | Comment;

const reactionContents: ReadonlySet<string> = new Set([
  '+1',
  '-1',
  'laugh',
  'confused',
  'heart',
  'hooray',
  'rocket',
  'eyes',
]);

const issuePath = '/repos/{owner}/{repo}/issues/{issue_number}/reactions';
const commentPath = '/repos/{owner}/{repo}/issues/comments/{comment_id}/reactions';

export const reactionRoutes: readonly Route[] = [
  tokenRoute(`GET ${issuePath}`, (request) => list(request, conversation(request))),
  tokenRoute(`POST ${issuePath}`, (request) => create(request, conversation(request))),
  tokenRoute(`DELETE ${issuePath}/{reaction_id}`, (request) => remove(request, conversation(request))),
  tokenRoute(`GET ${commentPath}`, (request) => list(request, commentOf(request))),
  tokenRoute(`POST ${commentPath}`, (request) => create(request, commentOf(request))),
  tokenRoute(`DELETE ${commentPath}/{reaction_id}`, (request) => remove(request, commentOf(request))),
];

function conversation(request: TokenRequest): Issue | Pull {
  return findConversation(repositoryOf(request), numberParam(request, 'issue_number'));
}

async function remove(request: TokenRequest, subject: Subject): Promise<Answer> {
  const id = numberParam(request, 'reaction_id');
  const reaction = subject.reactions.find((one) => one.id === id);
  if (reaction === undefined || reaction.user !== request.actor.user) throw new GitHubError(404, 'Not Found');
  await removeReaction(request.actor, subject, reaction.content);
  return empty();
}

/** docs.github.com/rest/reactions/reactions: 200 where the same reaction is there already. */
async function create(request: TokenRequest, subject: Subject): Promise<Answer> {
  const content = textField(request.body, 'content');
  if (!isContent(content)) throw new GitHubError(422, 'Validation Failed');
  const { reaction, outcome } = await addReaction(request.world, request.actor, subject, content);
  return json(reactionJson(request.world, reaction), outcome === 'created' ? 201 : 200);
}

function isContent(text: string | undefined): text is ReactionContent {
  return text !== undefined && reactionContents.has(text);
}

function reactionJson(world: World, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: reaction.nodeId,
    user: userJson(world, reaction.user),
    content: reaction.content,
    created_at: isoTime(reaction.createdAt),
  };
}

function list(request: TokenRequest, subject: Subject): Answer {
  requireAnyAccess(request.actor, repositoryOf(request), ['issues', 'pull_requests'], 'read');
  const content = request.url.searchParams.get('content');
  const found = subject.reactions.filter((one) => content === null || one.content === content);
  return listed(found, request.url, (one) => reactionJson(request.world, one));
}
