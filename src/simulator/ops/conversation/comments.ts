import { nodePrefixes } from '../../ids.ts';
import { commentJson, issueJson } from '../../payloads/issue-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { User } from '../../state/accounts.ts';
import type { Comment, Issue, Pull } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { recordEdit, requireConversationWrite } from './conversation-events.ts';
import { hasRole } from '../access/permit.ts';
import { checkCommentBody } from './text-limits.ts';

/** docs.github.com/rest/issues/comments#create-an-issue-comment: a pull request's conversation is an issue's. */
export function addComment(world: World, actor: Actor, conversation: Issue | Pull, body: string): Comment {
  requireConversationWrite(actor, conversation, 'read');
  checkCommentBody('IssueComment', body);
  if (
    conversation.isLocked &&
    actor.kind === 'user' &&
    !hasRole(conversation.repository, actor.user, 'write')
  ) {
    throw new GitHubError(403, 'Unable to create comment because issue is locked.');
  }
  const createdAt = world.now();
  const comment: Comment = {
    ...world.ids.next(nodePrefixes.IssueComment),
    conversation,
    author: actor.user,
    body,
    createdAt,
    updatedAt: createdAt,
    lastEditedAt: null,
    editor: null,
    edits: [],
    minimizedReason: null,
    reactions: [],
  };
  conversation.comments.push(comment);
  conversation.updatedAt = createdAt;
  world.nodes.set(comment.nodeId, { type: 'IssueComment', value: comment });
  emitComment(world, comment, { action: 'created', sender: actor.user });
  return comment;
}

export function updateComment(world: World, actor: Actor, comment: Comment, body: string): Comment {
  requireConversationWrite(actor, comment.conversation, comment.author === actor.user ? 'read' : 'write');
  checkCommentBody('IssueComment', body);
  if (body === comment.body) return comment;
  const changes = { body: { from: comment.body } };
  recordEdit(world, comment, { author: comment.author, editor: actor.user, body });
  emitComment(world, comment, { action: 'edited', sender: actor.user, more: { changes } });
  return comment;
}

export function deleteComment(world: World, actor: Actor, comment: Comment): void {
  const { conversation } = comment;
  requireConversationWrite(actor, conversation, comment.author === actor.user ? 'read' : 'write');
  conversation.comments = conversation.comments.filter((other) => other !== comment);
  world.nodes.delete(comment.nodeId);
  emitComment(world, comment, { action: 'deleted', sender: actor.user });
}

/** `reason` is GraphQL's classifier, such as `OUTDATED`. No webhook tells of it. */
export function minimizeComment(actor: Actor, comment: Comment, reason: string): void {
  requireConversationWrite(actor, comment.conversation, 'write');
  comment.minimizedReason = reason;
}

function emitComment(
  world: World,
  comment: Comment,
  { action, sender, more = {} }: { action: string; sender: User; more?: Record<string, unknown> },
): void {
  const { conversation } = comment;
  const fields = { issue: issueJson(world, conversation), comment: commentJson(world, comment), ...more };
  world.hooks.emit({ event: 'issue_comment', action, repository: conversation.repository, sender, fields });
}
