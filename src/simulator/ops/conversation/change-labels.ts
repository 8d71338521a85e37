import { nodePrefixes } from '../../ids.ts';
import { labelJson } from '../../payloads/issue-json.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Label } from '../../state/conversation-parts.ts';
import type { Issue, Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import {
  appendEvent,
  emitConversation,
  labelField,
  requireConversationWrite,
} from './conversation-events.ts';
import { hasRole, requireAnyAccess } from '../access/permit.ts';

const labelPermissions = ['issues', 'pull_requests'];

export function findLabel(repository: Repository, name: string): Label | null {
  return repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase()) ?? null;
}

/** docs.github.com/rest/issues/labels#create-a-label: names are unique without regard to case. */
export function createLabel(
  world: World,
  actor: Actor,
  repository: Repository,
  settings: { name: string; color?: string; description?: string | null },
): Label {
  requireAnyAccess(actor, repository, labelPermissions, 'write');
  const { name } = settings;
  if (name.trim() === '') {
    throw new GitHubError(422, 'Validation Failed', {
      errors: [{ resource: 'Label', code: 'missing_field', field: 'name' }],
    });
  }
  if (findLabel(repository, name)) {
    throw new GitHubError(422, 'Validation Failed', {
      errors: [{ resource: 'Label', code: 'already_exists', field: 'name' }],
      graphqlMessage: 'Name has already been taken',
    });
  }
  const color = (settings.color ?? 'ededed').toLowerCase();
  if (!/^[0-9a-f]{6}$/.test(color)) {
    throw new GitHubError(422, 'Validation Failed', {
      errors: [{ resource: 'Label', code: 'invalid', field: 'color' }],
    });
  }
  const description = settings.description ?? null;
  const label: Label = { ...world.ids.next(nodePrefixes.Label), name, color, description, isDefault: false };
  repository.labels.push(label);
  world.nodes.set(label.nodeId, { type: 'Label', value: label });
  const fields = { label: labelJson(world, repository, label) };
  world.hooks.emit({ event: 'label', action: 'created', repository, sender: actor.user, fields });
  return label;
}

/** Labels by name; unknown ones are made (REST does so for those who may push) or refused. */
export function labelsNamed(
  world: World,
  actor: Actor,
  repository: Repository,
  { names, unknown }: { names: readonly string[]; unknown: 'create' | 'refuse' },
): Label[] {
  return names.map((name) => {
    const found = findLabel(repository, name);
    if (found) return found;
    const mayCreate = actor.kind === 'installation' || hasRole(repository, actor.user, 'write');
    if (unknown === 'refuse' || !mayCreate) throw new GitHubError(404, 'Not Found');
    return createLabel(world, actor, repository, { name });
  });
}

/** docs.github.com/rest/issues/labels#add-labels-to-an-issue: `triage` may; those already there cause no event. */
export function addLabels(
  world: World,
  actor: Actor,
  conversation: Issue | Pull,
  labels: readonly Label[],
): void {
  requireConversationWrite(actor, conversation, 'triage');
  for (const label of labels) {
    if (conversation.labels.includes(label)) continue;
    conversation.labels.push(label);
    appendEvent(world, conversation, actor.user, { type: 'labeled', label: { ...label } });
    emitConversation(world, conversation, {
      action: 'labeled',
      sender: actor.user,
      more: labelField(world, conversation, label),
    });
  }
}

export function removeLabels(
  world: World,
  actor: Actor,
  conversation: Issue | Pull,
  labels: readonly Label[],
): void {
  requireConversationWrite(actor, conversation, 'triage');
  for (const label of labels) {
    if (!conversation.labels.includes(label)) continue;
    conversation.labels = conversation.labels.filter((other) => other !== label);
    appendEvent(world, conversation, actor.user, { type: 'unlabeled', label: { ...label } });
    emitConversation(world, conversation, {
      action: 'unlabeled',
      sender: actor.user,
      more: labelField(world, conversation, label),
    });
  }
}

/** The labels are these and no others. */
export function setLabels(
  world: World,
  actor: Actor,
  conversation: Issue | Pull,
  labels: readonly Label[],
): void {
  removeLabels(
    world,
    actor,
    conversation,
    conversation.labels.filter((label) => !labels.includes(label)),
  );
  addLabels(world, actor, conversation, labels);
}
