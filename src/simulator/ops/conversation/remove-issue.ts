import { nodePrefixes } from '../../ids.ts';
import { issueJson } from '../../payloads/issue-json.ts';
import { repositoryJson } from '../../payloads/repository-json.ts';
import { GitHubError } from '../../github-error.ts';
import { requireNeed } from '../access/permit.ts';
import type { Actor } from '../../state/access.ts';
import type { Issue, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { emitConversation } from './conversation-events.ts';

/** docs.github.com/issues/tracking-your-work-with-issues/administering-issues/deleting-an-issue: admins may; nothing is left. */
export function deleteIssue(world: World, actor: Actor, issue: Issue): void {
  requireNeed(actor, issue.repository, { permissions: ['issues'], level: 'write', role: 'admin' });
  forget(world, issue);
  emitConversation(world, issue, { action: 'deleted', sender: actor.user });
}

/**
 * docs.github.com/issues/tracking-your-work-with-issues/administering-issues/transferring-an-issue-to-another-repository:
 * write access on both sides, the same owner; comments and assignees go along, the number is a new one. What GraphQL
 * answers for the old number is documented nowhere; here it is not found.
 */
export function transferIssue(world: World, actor: Actor, issue: Issue, to: Repository): Issue {
  const need = { permissions: ['issues'], level: 'write', role: 'write' } as const;
  requireNeed(actor, issue.repository, need);
  requireNeed(actor, to, need);
  if (to.owner !== issue.repository.owner)
    throw new GitHubError(422, 'Issues can only be transferred to repositories of the same owner');
  const moved: Issue = {
    ...issue,
    ...world.ids.next(nodePrefixes.Issue),
    repository: to,
    number: to.nextNumber,
    labels: issue.labels.flatMap((label) => to.labels.filter(({ name }) => name === label.name)),
  };
  to.nextNumber += 1;
  to.conversations.set(moved.number, moved);
  world.nodes.set(moved.nodeId, { type: 'Issue', value: moved });
  forget(world, issue);
  const changes = { new_issue: issueJson(world, moved), new_repository: repositoryJson(world, to) };
  emitConversation(world, issue, { action: 'transferred', sender: actor.user, more: { changes } });
  return moved;
}

function forget(world: World, issue: Issue): void {
  issue.repository.conversations.delete(issue.number);
  world.nodes.delete(issue.nodeId);
}
