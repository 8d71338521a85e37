import { listCommits, readCommit } from '../../git/commit-object.ts';
import { isAncestor } from '../../git/compare-commits.ts';
import { fetchInto } from '../../git/bare.ts';
import { readRef } from '../../git/ref-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { linkIssues } from '../conversation/closing.ts';
import { appendEvent, emitConversation, newConversation } from '../conversation/conversation-events.ts';
import { editText } from '../conversation/issues.ts';
import { scheduleMergeability } from './mergeability.ts';
import { requireNeed } from '../access/permit.ts';
import { importHead, markPullClosed, refreshStats } from './follow-push.ts';
import { checkBody, checkTitle } from '../conversation/text-limits.ts';

export type NewPull = {
  title: string;
  body?: string;
  /** A branch, or `owner:branch` of a fork. */
  head: string;
  base: string;
  isDraft?: boolean;
  maintainerCanModify?: boolean;
};

/** docs.github.com/rest/pulls/pulls#create-a-pull-request */
export async function createPull(
  world: World,
  actor: Actor,
  repository: Repository,
  fields: NewPull,
): Promise<Pull> {
  requireNeed(actor, repository, { permissions: ['pull_requests'], level: 'write', role: 'read' });
  const { title, body = '' } = fields;
  checkTitle('PullRequest', title);
  checkBody('PullRequest', body);
  const head = findHead(world, repository, fields.head);
  const headOid = head && (await readRef(head.repository.gitDir, `refs/heads/${head.ref}`));
  const baseOid = await readRef(repository.gitDir, `refs/heads/${fields.base}`);
  if (baseOid === null) throw invalidField('base', "Base sha can't be blank, Base ref must be a branch");
  if (!head || headOid === null)
    throw invalidField('head', "Head sha can't be blank, Head ref must be a branch");
  if (head.repository !== repository) {
    await fetchInto(
      repository.gitDir,
      head.repository.gitDir,
      headOid,
      `refs/forks/${head.repository.owner.login}/${head.ref}`,
    );
  }
  await requireCommits(repository, { base: fields.base, baseOid, head: head.ref, headOid });
  await readCommit(repository.gitDir, headOid);
  requireNoDuplicate(repository, head, fields.base);

  const base = newConversation(world, 'PullRequest', { actor, repository, text: { title, body } });
  const pull: Pull = {
    ...base,
    kind: 'pull',
    issueId: world.ids.next('I').id,
    head: {
      ref: head.ref,
      oid: headOid,
      repository: head.repository,
    },
    base: {
      ref: fields.base,
      oid: baseOid,
    },
    isDraft: fields.isDraft ?? false,
    merged: null,
    mergeable: 'unknown',
    testMergeOid: null,
    maintainerCanModify: fields.maintainerCanModify ?? false,
    closingIssues: [],
    stats: {
      commits: 0,
      additions: 0,
      deletions: 0,
      changedFiles: 0,
    },
    reviews: [],
    reviewComments: [],
  };
  repository.conversations.set(pull.number, pull);
  world.nodes.set(pull.nodeId, { type: 'PullRequest', value: pull });
  linkIssues(pull);
  await importHead(pull);
  await refreshStats(pull, baseOid);
  emitConversation(world, pull, { action: 'opened', sender: actor.user });
  scheduleMergeability(world, pull, actor, 'opened');
  return pull;
}

function findHead(
  world: World,
  repository: Repository,
  head: string,
): { repository: Repository; ref: string } | null {
  const [owner, ref] = head.includes(':') ? head.split(':', 2) : [repository.owner.login, head];
  const isHere = (candidate: Repository): boolean =>
    candidate.owner.login.toLowerCase() === owner?.toLowerCase();
  const found = isHere(repository)
    ? repository
    : world.repositories.find(
        (fork) => isHere(fork) && (fork.parent === repository || repository.parent === fork),
      );
  return found && ref !== undefined ? { repository: found, ref } : null;
}

async function requireCommits(
  repository: Repository,
  { base, baseOid, head, headOid }: { base: string; baseOid: string; head: string; headOid: string },
): Promise<void> {
  if ((await listCommits(repository.gitDir, [baseOid], headOid)).length > 0) return;
  throw refused(`No commits between ${base} and ${head}`);
}

function requireNoDuplicate(
  repository: Repository,
  head: { repository: Repository; ref: string },
  base: string,
): void {
  const same = [...repository.conversations.values()].some(
    (entry) =>
      entry.kind === 'pull' &&
      entry.state === 'open' &&
      entry.head.ref === head.ref &&
      entry.head.repository === head.repository &&
      entry.base.ref === base,
  );
  if (same) throw refused(`A pull request already exists for ${head.repository.owner.login}:${head.ref}.`);
}

export type PullChange = {
  title?: string;
  body?: string;
  base?: string;
  state?: 'open' | 'closed';
  maintainerCanModify?: boolean;
};

/** docs.github.com/rest/pulls/pulls#update-a-pull-request */
export async function updatePull(world: World, actor: Actor, pull: Pull, change: PullChange): Promise<Pull> {
  requirePullWrite(actor, pull);
  editText(world, actor, pull, change);
  linkIssues(pull);
  if (change.maintainerCanModify !== undefined) pull.maintainerCanModify = change.maintainerCanModify;
  if (change.base !== undefined && change.base !== pull.base.ref)
    await retarget(world, actor, pull, change.base);
  if (change.state === 'closed') closePull(world, actor, pull);
  if (change.state === 'open') await reopenPull(world, actor, pull);
  return pull;
}

async function retarget(world: World, actor: Actor, pull: Pull, base: string): Promise<void> {
  if (pull.state === 'closed')
    throw refused('Cannot change the base branch of a closed pull request.', 'base');
  const { repository } = pull;
  const baseOid = await readRef(repository.gitDir, `refs/heads/${base}`);
  if (baseOid === null) throw refused(`Proposed base branch '${base}' was not found`, 'base');
  await requireCommits(repository, { base, baseOid, head: pull.head.ref, headOid: pull.head.oid });
  if (pull.head.repository)
    requireNoDuplicate(repository, { ...pull.head, repository: pull.head.repository }, base);
  const changes = { base: { ref: { from: pull.base.ref }, sha: { from: pull.base.oid } } };
  appendEvent(world, pull, actor.user, { type: 'base_ref_changed', from: pull.base.ref, to: base });
  pull.base = { ref: base, oid: baseOid };
  linkIssues(pull);
  await refreshStats(pull, baseOid);
  emitConversation(world, pull, { action: 'edited', sender: actor.user, more: { changes } });
  scheduleMergeability(world, pull, actor, 'none');
}

export function closePull(world: World, actor: Actor, pull: Pull): void {
  requirePullWrite(actor, pull);
  if (pull.state === 'open') markPullClosed(world, actor, pull);
}

/** A merged pull request, or one whose branch is gone or was rewritten, cannot be opened again. */
export async function reopenPull(world: World, actor: Actor, pull: Pull): Promise<void> {
  requirePullWrite(actor, pull);
  if (pull.state === 'open') return;
  if (pull.merged) throw refused('Pull request cannot be reopened: it is merged.', 'state');
  const from = pull.head.repository;
  const tip = from && (await readRef(from.gitDir, `refs/heads/${pull.head.ref}`));
  if (!from || !tip)
    throw refused(`state cannot be changed. The ${pull.head.ref} branch has been deleted.`, 'state');
  if (!(await isAncestor(from.gitDir, pull.head.oid, tip))) {
    throw refused(
      `state cannot be changed. The ${pull.head.ref} branch was force-pushed or recreated.`,
      'state',
    );
  }
  requireNoDuplicate(pull.repository, { ref: pull.head.ref, repository: from }, pull.base.ref);
  Object.assign(pull, { state: 'open', closedAt: null, closedBy: null });
  pull.head.oid = tip;
  await importHead(pull);
  appendEvent(world, pull, actor.user, { type: 'reopened' });
  emitConversation(world, pull, { action: 'reopened', sender: actor.user });
  scheduleMergeability(world, pull, actor, 'reopened');
}

/** docs.github.com/graphql/reference/mutations#convertpullrequesttodraft */
export function convertToDraft(world: World, actor: Actor, pull: Pull): void {
  requirePullWrite(actor, pull);
  if (pull.isDraft) return;
  pull.isDraft = true;
  appendEvent(world, pull, actor.user, { type: 'converted_to_draft' });
  emitConversation(world, pull, { action: 'converted_to_draft', sender: actor.user });
}

/** docs.github.com/graphql/reference/mutations#markpullrequestreadyforreview */
export function markReady(world: World, actor: Actor, pull: Pull): void {
  requirePullWrite(actor, pull);
  if (!pull.isDraft) return;
  pull.isDraft = false;
  appendEvent(world, pull, actor.user, { type: 'ready_for_review' });
  emitConversation(world, pull, { action: 'ready_for_review', sender: actor.user });
}

function requirePullWrite(actor: Actor, pull: Pull): void {
  const person = pull.author === actor.user ? 'read' : 'write';
  requireNeed(actor, pull.repository, { permissions: ['pull_requests'], level: 'write', role: person });
}

function invalidField(field: string, graphqlMessage: string): GitHubError {
  return new GitHubError(422, 'Validation Failed', {
    errors: [{ resource: 'PullRequest', field, code: 'invalid' }],
    graphqlMessage,
  });
}

function refused(message: string, field?: string): GitHubError {
  const error = { resource: 'PullRequest', code: 'custom', message } as const;
  return new GitHubError(422, 'Validation Failed', {
    errors: [field === undefined ? error : { ...error, field }],
  });
}
