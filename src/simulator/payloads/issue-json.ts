import type { Label, Reaction, ReactionContent } from '../state/conversation-parts.ts';
import type { Comment, Issue, Pull, Repository } from '../state/repository.ts';
import type { World } from '../world.ts';
import { isoTime, isoTimeOrNull, repositoryHtmlUrl, repositoryUrl } from './urls.ts';
import { associationOf, userJson, userOrNull } from './user-json.ts';

export function labelJson(world: World, repository: Repository, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: label.nodeId,
    url: `${repositoryUrl(world, repository)}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: label.isDefault,
    description: label.description,
  };
}

const reactionKinds: readonly ReactionContent[] = [
  '+1',
  '-1',
  'laugh',
  'hooray',
  'confused',
  'heart',
  'rocket',
  'eyes',
];

/** The `reactions` summary of an issue or comment. */
export function reactionsJson(url: string, reactions: readonly Reaction[]): Record<string, unknown> {
  const count = (kind: ReactionContent): number => reactions.filter(({ content }) => content === kind).length;
  const counts = Object.fromEntries(reactionKinds.map((kind) => [kind, count(kind)]));
  return { url: `${url}/reactions`, total_count: reactions.length, ...counts };
}

/** An issue, or the issue side of a pull request. */
export function issueJson(world: World, issue: Issue | Pull): Record<string, unknown> {
  const repository = issue.repository;
  const number = String(issue.number);
  const url = `${repositoryUrl(world, repository)}/issues/${number}`;
  const kind = issue.kind === 'pull' ? 'pull' : 'issues';
  const assignees = issue.assignees.map((user) => userJson(world, user));
  return {
    url,
    repository_url: repositoryUrl(world, repository),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    html_url: `${repositoryHtmlUrl(world, repository)}/${kind}/${number}`,
    id: issue.kind === 'pull' ? issue.issueId : issue.id,
    node_id: issue.nodeId,
    number: issue.number,
    title: issue.title,
    user: userOrNull(world, issue.author),
    labels: issue.labels.map((label) => labelJson(world, repository, label)),
    state: issue.state,
    locked: issue.isLocked,
    assignee: assignees[0] ?? null,
    assignees,
    milestone: null,
    comments: issue.comments.length,
    created_at: isoTime(issue.createdAt),
    updated_at: isoTime(issue.updatedAt),
    closed_at: isoTimeOrNull(issue.closedAt),
    author_association: associationOf(repository, issue.author),
    active_lock_reason: null,
    ...(issue.kind === 'pull' ? { draft: issue.isDraft, pull_request: pullLinks(world, issue) } : {}),
    body: issue.body === '' ? null : issue.body,
    reactions: reactionsJson(url, issue.reactions),
    timeline_url: `${url}/timeline`,
    performed_via_github_app: null,
    state_reason: issue.kind === 'issue' ? issue.stateReason : null,
  };
}

function pullLinks(world: World, pull: Pull): Record<string, unknown> {
  const html = `${repositoryHtmlUrl(world, pull.repository)}/pull/${pull.number}`;
  return {
    url: `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    merged_at: isoTimeOrNull(pull.merged?.at ?? null),
  };
}

export function commentJson(world: World, comment: Comment): Record<string, unknown> {
  const { repository, number, kind } = comment.conversation;
  const url = `${repositoryUrl(world, repository)}/issues/comments/${comment.id}`;
  const page = `${repositoryHtmlUrl(world, repository)}/${kind === 'pull' ? 'pull' : 'issues'}/${number}`;
  return {
    url,
    html_url: `${page}#issuecomment-${comment.id}`,
    issue_url: `${repositoryUrl(world, repository)}/issues/${number}`,
    id: comment.id,
    node_id: comment.nodeId,
    user: userOrNull(world, comment.author),
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    author_association: associationOf(repository, comment.author),
    body: comment.body,
    reactions: reactionsJson(url, comment.reactions),
    performed_via_github_app: null,
  };
}
