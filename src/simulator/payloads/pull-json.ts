import type { Pull, Repository, Review, ReviewComment } from '../state/repository.ts';
import type { World } from '../world.ts';
import { labelJson, reactionsJson } from './issue-json.ts';
import { repositoryJson } from './repository-json.ts';
import { isoTime, isoTimeOrNull, repositoryHtmlUrl, repositoryUrl } from './urls.ts';
import { associationOf, userJson, userOrNull } from './user-json.ts';

/** A pull request in full: with mergeable, counts and merged_by, as GET …/pulls/{n} and webhooks show it. */
export function pullJson(world: World, pull: Pull): Record<string, unknown> {
  const { repository } = pull;
  const url = pullUrl(world, pull);
  const htmlUrl = pullHtmlUrl(world, pull);
  const assignees = pull.assignees.map((user) => userJson(world, user));
  return {
    url,
    id: pull.id,
    node_id: pull.nodeId,
    html_url: htmlUrl,
    diff_url: `${htmlUrl}.diff`,
    patch_url: `${htmlUrl}.patch`,
    ...pullUrls(world, pull),
    number: pull.number,
    state: pull.state,
    locked: pull.isLocked,
    title: pull.title,
    user: userOrNull(world, pull.author),
    body: pull.body === '' ? null : pull.body,
    created_at: isoTime(pull.createdAt),
    updated_at: isoTime(pull.updatedAt),
    closed_at: isoTimeOrNull(pull.closedAt),
    merged_at: isoTimeOrNull(pull.merged?.at ?? null),
    // docs.github.com/rest/pulls/pulls#get-a-pull-request: the test merge until it is merged.
    merge_commit_sha: pull.merged?.oid ?? pull.testMergeOid,
    assignee: assignees[0] ?? null,
    assignees,
    requested_reviewers: [],
    requested_teams: [],
    labels: pull.labels.map((label) => labelJson(world, repository, label)),
    milestone: null,
    draft: pull.isDraft,
    head: sideJson(world, pull.head.repository, pull.head.ref, pull.head.oid),
    base: sideJson(world, repository, pull.base.ref, pull.base.oid),
    _links: linksJson(world, pull),
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
    merged: pull.merged !== null,
    mergeable: pull.mergeable === 'unknown' || pull.merged ? null : pull.mergeable === 'mergeable',
    rebaseable: pull.mergeable === 'unknown' || pull.merged ? null : pull.mergeable === 'mergeable',
    mergeable_state: mergeableState(pull),
    merged_by: pull.merged ? userJson(world, pull.merged.by) : null,
    comments: pull.comments.length,
    review_comments: pull.reviewComments.length,
    maintainer_can_modify: pull.maintainerCanModify,
    commits: pull.stats.commits,
    additions: pull.stats.additions,
    deletions: pull.stats.deletions,
    changed_files: pull.stats.changedFiles,
  };
}

function pullHtmlUrl(world: World, pull: Pull): string {
  return `${repositoryHtmlUrl(world, pull.repository)}/pull/${pull.number}`;
}

function pullUrl(world: World, pull: Pull): string {
  return `${repositoryUrl(world, pull.repository)}/pulls/${pull.number}`;
}

function pullUrls(world: World, pull: Pull): Record<string, string> {
  const issueUrl = `${repositoryUrl(world, pull.repository)}/issues/${pull.number}`;
  return {
    issue_url: issueUrl,
    commits_url: `${pullUrl(world, pull)}/commits`,
    review_comments_url: `${pullUrl(world, pull)}/comments`,
    review_comment_url: `${repositoryUrl(world, pull.repository)}/pulls/comments{/number}`,
    comments_url: `${issueUrl}/comments`,
    statuses_url: `${repositoryUrl(world, pull.repository)}/statuses/${pull.head.oid}`,
  };
}

function linksJson(world: World, pull: Pull): Record<string, { href: string }> {
  const urls = pullUrls(world, pull);
  return {
    self: link(pullUrl(world, pull)),
    html: link(pullHtmlUrl(world, pull)),
    issue: link(urls['issue_url']),
    comments: link(urls['comments_url']),
    review_comments: link(urls['review_comments_url']),
    review_comment: link(urls['review_comment_url']),
    commits: link(urls['commits_url']),
    statuses: link(urls['statuses_url']),
  };
}

function link(href: string | undefined): { href: string } {
  return { href: href ?? '' };
}

function sideJson(
  world: World,
  repository: Repository | null,
  ref: string,
  oid: string,
): Record<string, unknown> {
  return {
    label: `${repository?.owner.login ?? 'unknown'}:${ref}`,
    ref,
    sha: oid,
    user: repository === null ? null : userJson(world, repository.owner),
    repo: repository === null ? null : repositoryJson(world, repository),
  };
}

/** docs.github.com/graphql/reference/enums#mergestatestatus, in REST's lower case. */
function mergeableState(pull: Pull): string {
  if (pull.mergeable === 'unknown' || pull.merged) return 'unknown';
  if (pull.mergeable === 'conflicting') return 'dirty';
  return pull.isDraft ? 'draft' : 'clean';
}

/** The short form in check runs, check suites and workflow runs. */
export function pullStub(world: World, pull: Pull): Record<string, unknown> {
  const side = (repository: Repository | null, ref: string, sha: string): Record<string, unknown> => {
    const of = repository ?? pull.repository;
    return { ref, sha, repo: { id: of.id, url: repositoryUrl(world, of), name: of.name } };
  };
  return {
    url: pullUrl(world, pull),
    id: pull.id,
    number: pull.number,
    head: side(pull.head.repository, pull.head.ref, pull.head.oid),
    base: side(pull.repository, pull.base.ref, pull.base.oid),
  };
}

export function reviewJson(world: World, review: Review): Record<string, unknown> {
  const htmlUrl = `${pullHtmlUrl(world, review.pull)}#pullrequestreview-${review.id}`;
  return {
    id: review.id,
    node_id: review.nodeId,
    user: userOrNull(world, review.author),
    body: review.body,
    commit_id: review.commitOid,
    ...(review.submittedAt === null ? {} : { submitted_at: isoTime(review.submittedAt) }),
    // Upper case in REST answers; webhooks send it in lower case.
    state: review.state,
    html_url: htmlUrl,
    pull_request_url: pullUrl(world, review.pull),
    author_association: associationOf(review.pull.repository, review.author),
    _links: { html: { href: htmlUrl }, pull_request: { href: pullUrl(world, review.pull) } },
  };
}

/** A thread as its webhooks show it. */
export function reviewThreadJson(
  world: World,
  first: ReviewComment,
  comments: readonly ReviewComment[],
): Record<string, unknown> {
  return { node_id: first.threadNodeId, comments: comments.map((one) => reviewCommentJson(world, one)) };
}

export function reviewCommentJson(world: World, comment: ReviewComment): Record<string, unknown> {
  const { pull } = comment.review;
  const url = `${repositoryUrl(world, pull.repository)}/pulls/comments/${comment.id}`;
  const htmlUrl = `${pullHtmlUrl(world, pull)}#discussion_r${comment.id}`;
  return {
    url,
    pull_request_review_id: comment.review.id,
    id: comment.id,
    node_id: comment.nodeId,
    diff_hunk: comment.diffHunk,
    path: comment.path,
    commit_id: comment.commitOid,
    original_commit_id: comment.originalCommitOid,
    user: userOrNull(world, comment.author),
    body: comment.body,
    created_at: isoTime(comment.createdAt),
    updated_at: isoTime(comment.updatedAt),
    html_url: htmlUrl,
    pull_request_url: pullUrl(world, pull),
    author_association: associationOf(pull.repository, comment.author),
    _links: { self: { href: url }, html: { href: htmlUrl }, pull_request: { href: pullUrl(world, pull) } },
    reactions: reactionsJson(url, comment.reactions),
    start_line: comment.startLine,
    original_start_line: comment.startLine,
    start_side: comment.startLine === null ? null : comment.side,
    line: comment.line,
    original_line: comment.originalLine,
    side: comment.side,
    original_position: 1,
    position: comment.line === null ? null : 1,
    subject_type: 'line',
    ...(comment.inReplyTo ? { in_reply_to_id: comment.inReplyTo.id } : {}),
  };
}
