import { addComment, deleteComment, updateComment } from '../ops/conversation/comments.ts';
import { createIssue, updateIssue } from '../ops/conversation/issues.ts';
import {
  addLabels,
  findLabel,
  labelsNamed,
  removeLabels,
  setLabels,
} from '../ops/conversation/change-labels.ts';
import { findConversation, findUser } from '../ops/access/lookups.ts';
import { requireAccess, requireAnyAccess } from '../ops/access/permit.ts';
import { updatePull } from '../ops/pulls/pulls.ts';
import { commentJson, issueJson, labelJson } from '../payloads/issue-json.ts';
import { userOrNull } from '../payloads/user-json.ts';
import { GitHubError } from '../github-error.ts';
import type { Label, StateReason } from '../state/conversation-parts.ts';
import type { Comment, Issue, Pull } from '../state/repository.ts';
import type { World } from '../world.ts';
import type { Answer } from '../http/http-answer.ts';
import { empty, json } from '../http/http-answer.ts';
import { given } from '../http/given.ts';
import { listed } from '../http/paginate.ts';
import type { Route, TokenRequest } from './route.ts';
import {
  listField,
  missingField,
  namesField,
  numberParam,
  param,
  repositoryOf,
  textField,
  tokenRoute,
} from './route.ts';

export function commentOf(request: TokenRequest): Comment {
  const id = numberParam(request, 'comment_id');
  for (const conversation of repositoryOf(request).conversations.values()) {
    const found = conversation.comments.find((one) => one.id === id);
    if (found !== undefined) return found;
  }
  throw new GitHubError(404, 'Not Found');
}

const stateReasons: ReadonlySet<string> = new Set(['completed', 'not_planned', 'duplicate', 'reopened']);

const issuePath = '/repos/{owner}/{repo}/issues/{issue_number}';
const commentPath = '/repos/{owner}/{repo}/issues/comments/{comment_id}';

export const issueRoutes: readonly Route[] = [
  tokenRoute('GET /repos/{owner}/{repo}/issues', list),
  tokenRoute('POST /repos/{owner}/{repo}/issues', create),
  tokenRoute(`GET ${issuePath}`, (request) => json(fullIssueJson(request.world, readable(request)))),
  tokenRoute(`PATCH ${issuePath}`, update),
  tokenRoute(`GET ${issuePath}/comments`, (request) => {
    const since = request.url.searchParams.get('since');
    const { comments } = readable(request);
    const found = comments.filter((one) => since === null || one.updatedAt >= new Date(since));
    return listed(found, request.url, (one) => commentJson(request.world, one));
  }),
  tokenRoute(`POST ${issuePath}/comments`, async (request) => {
    const comment = await addComment(
      request.world,
      request.actor,
      named(request),
      textField(request.body, 'body') ?? '',
    );
    return json(commentJson(request.world, comment), 201);
  }),
  tokenRoute(`GET ${commentPath}`, (request) => {
    const comment = commentOf(request);
    requireAnyAccess(request.actor, comment.conversation.repository, ['issues', 'pull_requests'], 'read');
    return json(commentJson(request.world, comment));
  }),
  tokenRoute(`PATCH ${commentPath}`, async (request) => {
    const comment = commentOf(request);
    await updateComment(request.world, request.actor, comment, textField(request.body, 'body') ?? '');
    return json(commentJson(request.world, comment));
  }),
  tokenRoute(`DELETE ${commentPath}`, async (request) => {
    await deleteComment(request.world, request.actor, commentOf(request));
    return empty();
  }),
  tokenRoute(`GET ${issuePath}/dependencies/blocked_by`, (request) => {
    const issue = readable(request);
    if (issue.kind !== 'issue') throw new GitHubError(404, 'Not Found');
    return listed(issue.blockedBy, request.url, (one) => issueJson(request.world, one));
  }),
  tokenRoute(`GET ${issuePath}/labels`, (request) => labelList(request, readable(request))),
  tokenRoute(`POST ${issuePath}/labels`, async (request) => {
    const { world, actor, body } = request;
    const conversation = named(request);
    const names =
      namesField(body, 'labels') ?? namesField({ labels: listField({ body }, 'body') ?? [] }, 'labels') ?? [];
    await addLabels(
      world,
      actor,
      conversation,
      labelsNamed(world, actor, conversation.repository, { names, unknown: 'create' }),
    );
    return labelList(request, conversation);
  }),
  tokenRoute(`DELETE ${issuePath}/labels/{name}`, async (request) => {
    const conversation = named(request);
    // docs.github.com/rest/issues/labels#remove-a-label-from-an-issue: 404 if the label does not exist.
    const label: Label | null = findLabel(conversation.repository, param(request, 'name'));
    if (label === null || !conversation.labels.includes(label))
      throw new GitHubError(404, 'Label does not exist');
    await removeLabels(request.world, request.actor, conversation, [label]);
    return labelList(request, conversation);
  }),
];

function labelList(request: TokenRequest, conversation: Issue | Pull): Answer {
  return listed(conversation.labels, request.url, (label) =>
    labelJson(request.world, conversation.repository, label),
  );
}

/** For writing: the operation itself asks for the permission. */
function named(request: TokenRequest): Issue | Pull {
  return findConversation(repositoryOf(request), numberParam(request, 'issue_number'));
}

function fullIssueJson(world: World, issue: Issue | Pull): Record<string, unknown> {
  return { ...issueJson(world, issue), closed_by: userOrNull(world, issue.closedBy) };
}

async function update(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const conversation = named(request);
  const names = namesField(body, 'labels');
  const state = textField(body, 'state');
  const reason = textField(body, 'state_reason');
  const change = given({
    title: textField(body, 'title'),
    body: body['body'] === null ? '' : textField(body, 'body'),
    labels:
      names === undefined
        ? undefined
        : labelsNamed(world, actor, conversation.repository, { names, unknown: 'create' }),
    assignees: assignees(request),
    state: state === 'open' || state === 'closed' ? state : undefined,
    stateReason: reason !== undefined && stateReasons.has(reason) ? (reason as StateReason) : undefined,
  });
  if (conversation.kind === 'issue') await updateIssue(world, actor, conversation, change);
  else {
    const { labels, title, body: text, state: to } = change;
    if (labels !== undefined) await setLabels(world, actor, conversation, labels);
    await updatePull(world, actor, conversation, given({ title, body: text, state: to }));
  }
  return json(fullIssueJson(world, conversation));
}

function assignees({ world, body }: TokenRequest): ReturnType<typeof findUser>[] | undefined {
  return namesField(body, 'assignees')?.map((login) => findUser(world, login));
}

async function create(request: TokenRequest): Promise<Answer> {
  const { world, actor, body } = request;
  const repository = repositoryOf(request);
  const title = textField(body, 'title');
  if (title === undefined) throw missingField('Issue', 'title');
  const names = namesField(body, 'labels');
  const labels =
    names === undefined ? undefined : labelsNamed(world, actor, repository, { names, unknown: 'create' });
  const fields = given({ body: textField(body, 'body'), labels, assignees: assignees(request) });
  return json(fullIssueJson(world, await createIssue(world, actor, repository, { title, ...fields })), 201);
}

/** docs.github.com/rest/issues/issues#list-repository-issues: open ones, newest first, pull requests among them. */
function list(request: TokenRequest): Answer {
  const repository = repositoryOf(request);
  requireAccess(request.actor, repository, 'issues', 'read');
  const query = request.url.searchParams;
  const state = query.get('state') ?? 'open';
  const labels = query.get('labels')?.split(',') ?? [];
  const since = query.get('since');
  const creator = query.get('creator');
  const key = query.get('sort') === 'updated' ? 'updatedAt' : 'createdAt';
  const found = [...repository.conversations.values()]
    .filter((one) => state === 'all' || one.state === state)
    .filter((one) =>
      labels.every((name) => one.labels.some((label) => label.name.toLowerCase() === name.toLowerCase())),
    )
    .filter((one) => since === null || one.updatedAt >= new Date(since))
    .filter((one) => creator === null || one.author?.login === creator)
    .toSorted((a, b) => a[key].getTime() - b[key].getTime() || a.number - b.number);
  const shown = query.get('direction') === 'asc' ? found : found.toReversed();
  return listed(shown, request.url, (one) => issueJson(request.world, one));
}

/** docs.github.com/rest/issues: "every pull request is an issue"; either permission reads it. */
function readable(request: TokenRequest): Issue | Pull {
  const repository = repositoryOf(request);
  const found = findConversation(repository, numberParam(request, 'issue_number'));
  requireAnyAccess(
    request.actor,
    repository,
    found.kind === 'pull' ? ['issues', 'pull_requests'] : ['issues'],
    'read',
  );
  return found;
}
