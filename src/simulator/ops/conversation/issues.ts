import type { Actor } from '../../state/access.ts';
import type { User } from '../../state/accounts.ts';
import type { Label, StateReason } from '../../state/conversation-parts.ts';
import type { Issue, Pull, Repository, TimelineEvent } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import {
  appendEvent,
  emitConversation,
  newConversation,
  recordEdit,
  requireConversationWrite,
} from './conversation-events.ts';
import { addLabels, setLabels } from './change-labels.ts';
import { hasRole, requireNeed } from '../access/permit.ts';
import { checkBody, checkTitle } from './text-limits.ts';

export type NewIssue = {
  title: string;
  body?: string;
  labels?: readonly Label[];
  assignees?: readonly User[];
};

/** docs.github.com/rest/issues/issues#create-an-issue: labels of those without push access are dropped in silence. */
export function createIssue(world: World, actor: Actor, repository: Repository, fields: NewIssue): Issue {
  requireNeed(actor, repository, { permissions: ['issues'], level: 'write', role: 'read' });
  const { title, body = '' } = fields;
  checkTitle('Issue', title);
  checkBody('Issue', body);
  const mayLabel = actor.kind === 'installation' || hasRole(repository, actor.user, 'triage');
  const base = newConversation(world, 'Issue', { actor, repository, text: { title, body } });
  const issue: Issue = { ...base, kind: 'issue', stateReason: null, blockedBy: [] };
  if (mayLabel) issue.assignees.push(...(fields.assignees ?? []));
  repository.conversations.set(issue.number, issue);
  world.nodes.set(issue.nodeId, { type: 'Issue', value: issue });
  emitConversation(world, issue, { action: 'opened', sender: actor.user });
  if (mayLabel) addLabels(world, actor, issue, fields.labels ?? []);
  return issue;
}

export type IssueChange = {
  title?: string;
  body?: string;
  state?: 'open' | 'closed';
  stateReason?: StateReason | null;
  labels?: readonly Label[];
  assignees?: readonly User[];
};

/** docs.github.com/rest/issues/issues#update-an-issue: authors change their own, others need write (triage for labels). */
export function updateIssue(world: World, actor: Actor, issue: Issue, change: IssueChange): Issue {
  editText(world, actor, issue, change);
  if (change.labels) setLabels(world, actor, issue, change.labels);
  if (change.assignees) {
    requireConversationWrite(actor, issue, 'triage');
    issue.assignees = [...change.assignees];
  }
  if (change.state === 'closed') closeIssue(world, actor, issue, change.stateReason ?? 'completed');
  if (change.state === 'open') reopenIssue(world, actor, issue);
  return issue;
}

/** Title and body of an issue or a pull request; sends `edited` with what was there before. */
export function editText(
  world: World,
  actor: Actor,
  subject: Issue | Pull,
  change: { title?: string; body?: string },
): void {
  const { title, body } = change;
  const changes: Record<string, { from: string }> = {};
  if (title === undefined && body === undefined) return;
  requireConversationWrite(actor, subject, subject.author === actor.user ? 'read' : 'write');
  const resource = subject.kind === 'issue' ? 'Issue' : 'PullRequest';
  if (title !== undefined) checkTitle(resource, title);
  if (body !== undefined) checkBody(resource, body);
  if (title !== undefined && title !== subject.title) {
    changes['title'] = { from: subject.title };
    appendEvent(world, subject, actor.user, { type: 'renamed', from: subject.title, to: title });
    subject.title = title;
  }
  if (body !== undefined && body !== subject.body) {
    changes['body'] = { from: subject.body };
    recordEdit(world, subject, { author: subject.author, editor: actor.user, body });
  }
  if (Object.keys(changes).length > 0)
    emitConversation(world, subject, { action: 'edited', sender: actor.user, more: { changes } });
}

type Closer = Extract<TimelineEvent, { type: 'closed' }>['closer'];

/** Closing a closed issue changes nothing (a new reason is taken). */
export function closeIssue(
  world: World,
  actor: Actor,
  issue: Issue,
  reason: StateReason | null = 'completed',
): void {
  requireConversationWrite(actor, issue, issue.author === actor.user ? 'read' : 'triage');
  markIssueClosed(world, actor.user, issue, { reason, closer: null });
}

/** Without a permission check: what a landed keyword does. */
export function markIssueClosed(
  world: World,
  by: User,
  issue: Issue,
  { reason, closer }: { reason: StateReason | null; closer: Closer },
): void {
  if (issue.state === 'closed') {
    issue.stateReason = reason;
    return;
  }
  const at = world.now();
  Object.assign(issue, { state: 'closed', stateReason: reason, closedAt: at, closedBy: by });
  appendEvent(world, issue, by, { type: 'closed', stateReason: reason, closer });
  emitConversation(world, issue, { action: 'closed', sender: by });
}

export function reopenIssue(world: World, actor: Actor, issue: Issue): void {
  // An author may reopen only what nobody with more rights closed.
  const isOwn = issue.author === actor.user && issue.closedBy === actor.user;
  requireConversationWrite(actor, issue, isOwn ? 'read' : 'triage');
  if (issue.state === 'open') return;
  Object.assign(issue, { state: 'open', stateReason: 'reopened', closedAt: null, closedBy: null });
  appendEvent(world, issue, actor.user, { type: 'reopened' });
  emitConversation(world, issue, { action: 'reopened', sender: actor.user });
}
