import { nodePrefixes } from '../../ids.ts';
import { issueJson, labelJson } from '../../payloads/issue-json.ts';
import { pullJson } from '../../payloads/pull-json.ts';
import type { Actor } from '../../state/access.ts';
import type { Role, User } from '../../state/accounts.ts';
import type { Edit } from '../../state/conversation-parts.ts';
import type { Issue, Pull, TimelineEvent } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireNeed } from '../access/permit.ts';

type EventDetail = TimelineEvent extends infer Event
  ? Event extends TimelineEvent
    ? Omit<Event, 'id' | 'nodeId' | 'actor' | 'createdAt'>
    : never
  : never;

/** Appends to the timeline and touches `updatedAt`. */
export function appendEvent(
  world: World,
  conversation: Issue | Pull,
  actor: User | null,
  detail: EventDetail,
): void {
  const createdAt = world.now();
  conversation.timeline.push({ ...world.ids.next('TE'), actor, createdAt, ...detail } as TimelineEvent);
  conversation.updatedAt = createdAt;
}

/** Sends `issues.<action>` or `pull_request.<action>`, whichever the conversation is. */
export function emitConversation(
  world: World,
  conversation: Issue | Pull,
  { action, sender, more = {} }: { action: string; sender: User; more?: Record<string, unknown> },
): void {
  const { repository, number } = conversation;
  const fields =
    conversation.kind === 'issue'
      ? { issue: issueJson(world, conversation), ...more }
      : { number, pull_request: pullJson(world, conversation), ...more };
  world.hooks.emit({
    event: conversation.kind === 'issue' ? 'issues' : 'pull_request',
    action,
    repository,
    sender,
    fields,
  });
}

/** `label` as the extra field of labeled and unlabeled events. */
export function labelField(
  world: World,
  conversation: Issue | Pull,
  label: Issue['labels'][number],
): Record<string, unknown> {
  return { label: labelJson(world, conversation.repository, label) };
}

/** The permission that writes to a conversation: issues, or for a pull request either of the two. */
export function requireConversationWrite(actor: Actor, conversation: Issue | Pull, person: Role): void {
  const permissions = conversation.kind === 'pull' ? ['pull_requests', 'issues'] : ['issues'];
  requireNeed(actor, conversation.repository, { permissions: permissions, level: 'write', role: person });
}

type Editable = {
  body: string;
  edits: Edit[];
  lastEditedAt: Date | null;
  editor: User | null;
  updatedAt: Date;
  createdAt: Date;
};

/** Changes a body and keeps its history. The first edit also records the text as it was written. */
export function recordEdit(
  world: World,
  subject: Editable,
  { author, editor, body }: { author: User | null; editor: User; body: string },
): void {
  const editedAt = world.now();
  const edit = (by: User | null, at: Date, text: string): Edit => {
    return { nodeId: world.ids.next('UCE').nodeId, editor: by, editedAt: at, body: text };
  };
  if (subject.edits.length === 0) subject.edits.push(edit(author, subject.createdAt, subject.body));
  subject.edits.push(edit(editor, editedAt, body));
  Object.assign(subject, { body, lastEditedAt: editedAt, editor, updatedAt: editedAt });
}

/** What an issue and a pull request begin with. */
export function newConversation(
  world: World,
  kind: 'Issue' | 'PullRequest',
  {
    actor,
    repository,
    text,
  }: { actor: Actor; repository: Issue['repository']; text: { title: string; body: string } },
): Omit<Issue, 'kind' | 'stateReason' | 'blockedBy'> {
  const createdAt = world.now();
  const number = repository.nextNumber;
  repository.nextNumber += 1;
  return {
    ...world.ids.next(nodePrefixes[kind]),
    repository,
    number,
    title: text.title,
    body: text.body,
    author: actor.user,
    state: 'open',
    createdAt,
    updatedAt: createdAt,
    closedAt: null,
    closedBy: null,
    lastEditedAt: null,
    editor: null,
    edits: [],
    labels: [],
    assignees: [],
    isLocked: false,
    comments: [],
    timeline: [],
    reactions: [],
  };
}
