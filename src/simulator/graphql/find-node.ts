import { resolve } from '../git/read-objects.ts';
import { parseGitNodeId } from '../ids.ts';
import { canSee, requireAccess } from '../ops/access/permit.ts';
import type { NodeEntry } from '../state/node-entry.ts';
import type { Issue, Pull, Repository, ReviewComment } from '../state/repository.ts';
import type { GraphqlContext, RefSource, Typed } from './source.ts';
import { as, unresolved } from './source.ts';

type Found = NodeEntry | { type: 'PullRequestReviewThread'; value: ReviewComment };

/** Which permission reads a node of a type, as for the REST operation that shows the same. */
const neededPermissions: Partial<Record<Found['type'], string>> = {
  Issue: 'issues',
  PullRequest: 'pull_requests',
  IssueComment: 'issues',
  PullRequestReview: 'pull_requests',
  PullRequestReviewComment: 'pull_requests',
  PullRequestReviewThread: 'pull_requests',
  CheckSuite: 'checks',
  CheckRun: 'checks',
  WorkflowRun: 'actions',
};

/** The stored object of an id, if the caller can see its repository. Says nothing about what may be done with it. */
export function lookUp(context: GraphqlContext, id: string): Found {
  const found = context.world.nodes.get(id) ?? findThread(context, id);
  if (found === null) throw unresolved(id);
  const repository = repositoryOf(context, found);
  if (repository !== null && repository.isPrivate && !canSee(context.actor, repository)) throw unresolved(id);
  return found;
}

/** Threads have no entry of their own: a thread is its first comment. */
function findThread(context: GraphqlContext, id: string): Found | null {
  for (const repository of context.world.repositories) {
    for (const conversation of repository.conversations.values()) {
      if (conversation.kind !== 'pull') continue;
      const value = conversation.reviewComments.find(
        (one) => one.threadNodeId === id && one.inReplyTo === null,
      );
      if (value !== undefined) return { type: 'PullRequestReviewThread', value };
    }
  }
  return null;
}

function repositoryOf(context: GraphqlContext, found: Found): Repository | null {
  switch (found.type) {
    case 'Repository':
      return found.value;
    case 'Issue':
    case 'PullRequest':
      return found.value.repository;
    case 'IssueComment':
      return found.value.conversation.repository;
    case 'PullRequestReview':
      return found.value.pull.repository;
    case 'PullRequestReviewComment':
    case 'PullRequestReviewThread':
      return found.value.review.pull.repository;
    case 'CheckSuite':
      return found.value.repository;
    case 'CheckRun':
      return found.value.suite.repository;
    case 'WorkflowRun':
      return found.value.repository;
    case 'Label':
      return context.world.repositories.find((repository) => repository.labels.includes(found.value)) ?? null;
    case 'User':
    case 'App':
      return null;
    default: {
      const never: never = found;
      throw new Error(`unknown node ${never}`);
    }
  }
}

export function findPullNode(context: GraphqlContext, id: string): Pull {
  const found = lookUp(context, id);
  if (found.type !== 'PullRequest') throw unresolved(id);
  return found.value;
}

export function findIssueNode(context: GraphqlContext, id: string): Issue {
  const found = lookUp(context, id);
  if (found.type !== 'Issue') throw unresolved(id);
  return found.value;
}

export function findRepositoryNode(context: GraphqlContext, id: string): Repository {
  const found = lookUp(context, id);
  if (found.type !== 'Repository') throw unresolved(id);
  return found.value;
}

/** Where the ref of an id points now. */
export async function findRefNode(context: GraphqlContext, id: string): Promise<RefSource> {
  const parsed = parseGitNodeId(id);
  const repository = context.world.repositories.find((one) => one.id === parsed?.repositoryId);
  if (parsed?.type !== 'Ref' || repository === undefined || !canSee(context.actor, repository))
    throw unresolved(id);
  const oid = await resolve(repository.gitDir, parsed.name);
  if (oid === null) throw unresolved(id);
  return { repository, name: parsed.name, oid };
}

/** `node(id)`: any object, of the caller's permissions. docs.github.com/graphql/guides/using-global-node-ids */
export async function findNode(context: GraphqlContext, id: string): Promise<Typed> {
  const git = parseGitNodeId(id);
  if (git !== null) {
    if (git.type === 'Ref') return as('Ref', await findRefNode(context, id));
    const repository = context.world.repositories.find((one) => one.id === git.repositoryId);
    if (repository === undefined || !canSee(context.actor, repository)) throw unresolved(id);
    requireAccess(context.actor, repository, 'contents', 'read');
    return as(git.type, { repository, oid: git.oid });
  }
  const found = lookUp(context, id);
  const repository = repositoryOf(context, found);
  const permission = neededPermissions[found.type];
  if (repository !== null && permission !== undefined) {
    requireAccess(context.actor, repository, permission, 'read');
  }
  return as(found.type === 'User' ? found.value.type : found.type, found.value);
}
