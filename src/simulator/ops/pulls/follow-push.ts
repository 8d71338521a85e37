import { fetchInto } from '../../git/bare.ts';
import { listCommits } from '../../git/commit-object.ts';
import { compare, diffFiles, isAncestor } from '../../git/compare-commits.ts';
import { readRef, setRef, zeroOid } from '../../git/ref-store.ts';
import type { Actor } from '../../state/access.ts';
import type { Pull, Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { closeLinkedIssues } from '../conversation/closing.ts';
import { appendEvent, emitConversation } from '../conversation/conversation-events.ts';
import { scheduleMergeability } from './mergeability.ts';

/** Open pull requests of the world with that branch as head. */
export function pullsFrom(world: World, repository: Repository, branch: string): Pull[] {
  return world.repositories
    .flatMap((candidate) => openPulls(candidate))
    .filter(({ head }) => head.repository === repository && head.ref === branch);
}

function openPulls(repository: Repository): Pull[] {
  return [...repository.conversations.values()].filter(
    (entry): entry is Pull => entry.kind === 'pull' && entry.state === 'open',
  );
}

/** Counts of commits and lines, from the merge base (GitHub's three-dot diff). */
export async function refreshStats(pull: Pull, baseTip: string): Promise<void> {
  const { gitDir } = pull.repository;
  const { mergeBase } = await compare(gitDir, baseTip, pull.head.oid);
  const commits = await listCommits(gitDir, [baseTip], pull.head.oid);
  const files = mergeBase === null ? [] : await diffFiles(gitDir, mergeBase, pull.head.oid);
  const sum = (count: (file: (typeof files)[number]) => number): number =>
    files.reduce((total, file) => total + count(file), 0);
  pull.stats = {
    commits: commits.length,
    additions: sum(({ additions }) => additions),
    deletions: sum(({ deletions }) => deletions),
    changedFiles: files.length,
  };
}

/** Keeps `refs/pull/N/head` in the base's repository; a fork's commits are copied there. */
export async function importHead(pull: Pull): Promise<void> {
  const ref = `refs/pull/${pull.number}/head`;
  const from = pull.head.repository;
  if (from !== null && from !== pull.repository)
    await fetchInto(pull.repository.gitDir, from.gitDir, pull.head.oid, ref);
  else await setRef(pull.repository.gitDir, ref, pull.head.oid);
}

/** The head branch moved: `synchronize`, a new test merge, comments outdated. The base shown is today's tip. */
export async function followHead(
  world: World,
  actor: Actor,
  repository: Repository,
  { branch, before, after }: { branch: string; before: string; after: string },
): Promise<void> {
  const pulls = pullsFrom(world, repository, branch);
  for (const pull of pulls) {
    if (after === zeroOid) {
      appendEvent(world, pull, actor.user, { type: 'head_ref_deleted', refName: branch });
      markPullClosed(world, actor, pull);
      continue;
    }
    await importHead(pull);
    const baseTip = await readRef(pull.repository.gitDir, `refs/heads/${pull.base.ref}`);
    if (baseTip !== null) {
      pull.base.oid = baseTip;
      await refreshStats(pull, baseTip);
    }
    if (!(await isAncestor(repository.gitDir, before, after))) {
      appendEvent(world, pull, actor.user, { type: 'head_ref_force_pushed', before, after });
    }
    for (const comment of pull.reviewComments) comment.line = null;
    pull.updatedAt = world.now();
    emitConversation(world, pull, { action: 'synchronize', sender: actor.user, more: { before, after } });
    scheduleMergeability(world, pull, actor, 'synchronize');
  }
}

/** The base branch moved: a new test merge; what it now contains counts as merged; without it, closed. */
export async function followBase(
  world: World,
  actor: Actor,
  repository: Repository,
  { branch, after }: { branch: string; after: string },
): Promise<void> {
  for (const pull of openPulls(repository).filter(({ base }) => base.ref === branch)) {
    if (after === zeroOid) markPullClosed(world, actor, pull);
    else if (await isAncestor(repository.gitDir, pull.head.oid, after))
      markPullMerged(world, actor, pull, { oid: after, method: 'merge' });
    else scheduleMergeability(world, pull, actor, 'none');
  }
}

export function markPullClosed(world: World, actor: Actor, pull: Pull): void {
  const at = world.now();
  Object.assign(pull, { state: 'closed', closedAt: at, closedBy: actor.user });
  appendEvent(world, pull, actor.user, { type: 'closed', stateReason: null, closer: null });
  emitConversation(world, pull, { action: 'closed', sender: actor.user });
}

/** Sets everything that a merge sets, sends `closed`, and lets the linked issues follow. */
export function markPullMerged(
  world: World,
  actor: Actor,
  pull: Pull,
  { oid, method }: { oid: string; method: 'merge' | 'squash' | 'rebase' },
): void {
  const at = world.now();
  Object.assign(pull, { state: 'closed', closedAt: at, closedBy: actor.user, testMergeOid: null });
  pull.merged = { at, by: actor.user, oid, method };
  appendEvent(world, pull, actor.user, { type: 'merged', oid, refName: pull.base.ref });
  appendEvent(world, pull, actor.user, { type: 'closed', stateReason: null, closer: null });
  emitConversation(world, pull, { action: 'closed', sender: actor.user });
  closeLinkedIssues(world, pull, actor.user);
}
