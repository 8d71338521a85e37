import { listCommits, readCommit, writeCommit } from '../../git/commit-object.ts';
import { compare } from '../../git/compare-commits.ts';
import { mergeTrees, rebaseCommits } from '../../git/merge-trees.ts';
import { readRef, zeroOid } from '../../git/ref-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { MergeMethod } from '../../state/conversation-parts.ts';
import type { Pull } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireAccess } from '../access/permit.ts';
import { markPullMerged } from './follow-push.ts';
import { changeRefs } from '../code/change-refs.ts';
import { signatureOf, webFlow } from '../code/signatures.ts';
import { guardChange } from '../code/workflow-guard.ts';

export type MergeOptions = {
  method?: MergeMethod;
  /** Head that the caller has seen; any other is refused with 409. */
  sha?: string;
  headline?: string;
  body?: string;
};

/**
 * docs.github.com/rest/pulls/pulls#merge-a-pull-request. Takes the head's sha and no base: what the base is by now
 * is not the caller's to say. 405 has many meanings, told by the message alone.
 */
export async function mergePull(
  world: World,
  actor: Actor,
  pull: Pull,
  options: MergeOptions,
): Promise<{ oid: string }> {
  const { repository } = pull;
  requireAccess(actor, repository, 'contents', 'write');
  const method = options.method ?? 'merge';
  const head = pull.head.oid;
  if (pull.state === 'closed') throw new GitHubError(405, 'Pull Request is not mergeable');
  if (options.sha !== undefined && options.sha !== head) throw headMoved();
  if (pull.isDraft) throw new GitHubError(405, 'Pull Request is still a draft');
  requireMethod(pull, method);
  const ref = `refs/heads/${pull.base.ref}`;
  const before = await readRef(repository.gitDir, ref);
  if (before === null) throw new GitHubError(405, 'Pull Request is not mergeable');
  const { mergeBase } = await compare(repository.gitDir, before, head);
  await guardChange(actor, repository, mergeBase ?? before, head);
  const after = await buildMerge(world, actor, pull, { method, before, head, options });
  // The pull request may have changed while git worked.
  requireUnchanged(pull, head);
  const changes = [{ ref, before, after }];
  // git makes sure of the head in the same transaction: a push that comes in between wins.
  if (pull.head.repository === repository)
    changes.push({ ref: `refs/heads/${pull.head.ref}`, before: head, after: head });
  const landed = await changeRefs(world, actor, repository, {
    changes,
    swapped: () => markPullMerged(world, actor, pull, { oid: after, method }),
  });
  if (landed === 'moved') {
    requireUnchanged(pull, head);
    if ((await readRef(repository.gitDir, ref)) === before) throw headMoved();
    throw new GitHubError(405, 'Base branch was modified. Review and try the merge again.');
  }
  if (repository.deleteBranchOnMerge && pull.head.repository === repository)
    await deleteHead(world, actor, pull);
  return { oid: after };
}

function requireUnchanged(pull: Pull, head: string): void {
  if (pull.head.oid !== head) throw headMoved();
  if (pull.state === 'closed') throw new GitHubError(405, 'Pull Request is not mergeable');
}

function headMoved(): GitHubError {
  return new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
}

function requireMethod(pull: Pull, method: MergeMethod): void {
  const { mergeCommitAllowed, squashMergeAllowed, rebaseMergeAllowed } = pull.repository;
  const rules = {
    merge: [mergeCommitAllowed, 'Merge commits are not allowed on this repository.'],
    squash: [squashMergeAllowed, 'Squash merges are not allowed on this repository.'],
    rebase: [rebaseMergeAllowed, 'Rebase merges are not allowed on this repository.'],
  } as const;
  const [isAllowed, message] = rules[method];
  if (!isAllowed) throw new GitHubError(405, message);
}

/** Writes what will land; only objects, no ref. */
async function buildMerge(
  world: World,
  actor: Actor,
  pull: Pull,
  {
    method,
    before,
    head,
    options,
  }: { method: MergeMethod; before: string; head: string; options: MergeOptions },
): Promise<string> {
  const { gitDir } = pull.repository;
  const conflict = new GitHubError(405, 'Pull Request is not mergeable');
  if (method === 'rebase') {
    const rebased = await rebaseCommits(gitDir, before, head, signatureOf(world, actor.user));
    if (rebased.kind === 'conflict') throw conflict;
    return rebased.oid;
  }
  const merged = await mergeTrees(gitDir, before, head);
  if (merged.kind === 'conflict') throw conflict;
  const defaults = method === 'merge' ? mergeMessage(pull) : await squashMessage(pull, before);
  const headline = options.headline ?? defaults.headline;
  const body = options.body ?? defaults.body;
  const oid = await writeCommit(gitDir, {
    tree: merged.tree,
    parents: method === 'merge' ? [before, head] : [before],
    message: body === '' ? headline : `${headline}\n\n${body}`,
    author: signatureOf(world, actor.user),
    committer: webFlow(world),
  });
  await readCommit(gitDir, oid);
  return oid;
}

function mergeMessage(pull: Pull): { headline: string; body: string } {
  const owner = pull.head.repository?.owner.login ?? 'unknown';
  return {
    headline: `Merge pull request #${pull.number} from ${owner}/${pull.head.ref}`,
    body: pull.title,
  };
}

/**
 * docs.github.com/pull-requests/collaborating-with-pull-requests/incorporating-changes-from-a-pull-request/about-pull-request-merges:
 * one commit gives its own message, several the pull request's title and a list.
 */
async function squashMessage(pull: Pull, base: string): Promise<{ headline: string; body: string }> {
  const { gitDir } = pull.repository;
  const oids = await listCommits(gitDir, [base], pull.head.oid);
  const messages = await Promise.all(oids.map(async (oid) => (await readCommit(gitDir, oid)).message));
  const suffix = ` (#${pull.number})`;
  const [only] = messages;
  if (messages.length !== 1 || only === undefined) {
    return {
      headline: `${pull.title}${suffix}`,
      body: messages.map((message) => `* ${message}`).join('\n\n'),
    };
  }
  const [headline = '', ...rest] = only.split('\n');
  return { headline: `${headline}${suffix}`, body: rest.join('\n').trim() };
}

/** docs.github.com/repositories/…/managing-the-automatic-deletion-of-branches */
async function deleteHead(world: World, actor: Actor, pull: Pull): Promise<void> {
  const ref = `refs/heads/${pull.head.ref}`;
  await changeRefs(world, actor, pull.repository, {
    changes: [{ ref, before: pull.head.oid, after: zeroOid }],
  });
}
