import { listCommits, readCommit } from '../../git/commit-object.ts';
import { diffFiles, isAncestor } from '../../git/compare-commits.ts';
import { objectType } from '../../git/read-objects.ts';
import type { RefChange } from '../../git/ref-store.ts';
import { listRefs, swapRefs, zeroOid } from '../../git/ref-store.ts';
import { pushedCommitJson } from '../../payloads/pushed-commit-json.ts';
import { repositoryJson } from '../../payloads/repository-json.ts';
import { repositoryHtmlUrl } from '../../payloads/urls.ts';
import { userJson } from '../../payloads/user-json.ts';
import type { Actor } from '../../state/access.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requestSuites } from '../checks/checks.ts';
import { closeFromCommits } from '../conversation/closing.ts';
import { followBase, followHead, pullsFrom } from '../pulls/follow-push.ts';

// Every ref change of the world goes through here, whatever makes it: API, people, merges. git's compare-and-swap
// decides races; what follows (events, pull requests, Actions) happens once, in one place.

/** docs.github.com/webhooks/webhook-events-and-payloads#push: that many commits at most are listed. */
const maxListedCommits = 2048;

/**
 * Moves refs all or none, then lets everything that hangs on them follow. `moved`: one was not where expected. A
 * change from an oid to itself only makes sure of it. `swapped` runs right after the move, before all else.
 */
export async function changeRefs(
  world: World,
  actor: Actor,
  repository: Repository,
  { changes, swapped = () => undefined }: { changes: readonly RefChange[]; swapped?: () => void },
): Promise<'done' | 'moved'> {
  if ((await swapRefs(repository.gitDir, changes)) === 'moved') return 'moved';
  swapped();
  repository.pushedAt = world.now();
  const effective = changes.filter(({ before, after }) => before !== after);
  for (const change of effective) moveHeads(world, repository, change);
  const turn = followInTurn(turns.get(repository) ?? null, { world, actor, repository, changes: effective });
  turns.set(repository, turn);
  await turn;
  return 'done';
}

/** What follows a change waits for what follows the one before it: a slow first push must not end last. */
const turns = new WeakMap<Repository, Promise<void>>();

async function followInTurn(
  earlier: Promise<void> | null,
  {
    world,
    actor,
    repository,
    changes,
  }: { world: World; actor: Actor; repository: Repository; changes: readonly RefChange[] },
): Promise<void> {
  // Its failure is its own caller's to hear of.
  await earlier?.catch(() => undefined);
  for (const change of changes) await followChange(world, actor, repository, change);
}

/** At once, so that no answer shows the old head after the ref has moved. */
function moveHeads(world: World, repository: Repository, { ref, after }: RefChange): void {
  if (!ref.startsWith('refs/heads/') || after === zeroOid) return;
  for (const pull of pullsFrom(world, repository, ref.slice('refs/heads/'.length))) {
    Object.assign(pull.head, { oid: after });
    Object.assign(pull, { mergeable: 'unknown', testMergeOid: null });
  }
}

async function followChange(
  world: World,
  actor: Actor,
  repository: Repository,
  change: RefChange,
): Promise<void> {
  const { ref, before, after } = change;
  const branch = ref.startsWith('refs/heads/') ? ref.slice('refs/heads/'.length) : null;
  if (branch === null && !ref.startsWith('refs/tags/')) return;
  const isCommit = after !== zeroOid && (await objectType(repository.gitDir, after)) === 'commit';
  if (isCommit) await readCommit(repository.gitDir, after);
  emitRefEvent(world, actor, repository, change);
  await emitPush(world, actor, repository, change);
  if (branch === null) return;
  await followHead(world, actor, repository, { branch, before, after });
  await followBase(world, actor, repository, { branch, after });
  if (!isCommit) return;
  requestSuites(world, repository, { headOid: after, headBranch: branch, before }, actor.user);
  if (branch === repository.defaultBranch && before !== zeroOid) {
    await closeFromCommits(world, repository, { before, after, by: actor.user });
  }
  world.actions?.onPush(repository, change, actor);
}

/** `create` and `delete`; only one ref at a time, which the API does anyway. */
function emitRefEvent(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, before, after }: RefChange,
): void {
  const event = before === zeroOid ? 'create' : after === zeroOid ? 'delete' : null;
  if (event === null) return;
  const isBranch = ref.startsWith('refs/heads/');
  const name = ref.slice(isBranch ? 'refs/heads/'.length : 'refs/tags/'.length);
  const { defaultBranch, description } = repository;
  const fields = {
    ref: name,
    ref_type: isBranch ? 'branch' : 'tag',
    ...(event === 'create' ? { master_branch: defaultBranch, description } : {}),
    pusher_type: 'user',
  };
  world.hooks.emit({ event, action: null, repository, sender: actor.user, fields });
}

async function emitPush(
  world: World,
  actor: Actor,
  repository: Repository,
  change: RefChange,
): Promise<void> {
  const { ref, before, after } = change;
  const { gitDir } = repository;
  const isNew = before === zeroOid;
  const isGone = after === zeroOid;
  const isCommit = !isGone && (await objectType(gitDir, after)) === 'commit';
  const others = (await listRefs(gitDir, 'refs/heads/'))
    .filter((other) => other.ref !== ref)
    .map(({ oid }) => oid);
  const oids = isCommit ? await listCommits(gitDir, isNew ? others : [before], after) : [];
  const commits = await Promise.all(
    oids.slice(-maxListedCommits).map((oid) => describe(world, repository, oid)),
  );
  const range = isNew
    ? `commit/${after.slice(0, 12)}`
    : `compare/${before.slice(0, 12)}...${after.slice(0, 12)}`;
  const fields = {
    ref,
    before,
    after,
    created: isNew,
    deleted: isGone,
    forced: !isNew && isCommit && !(await isAncestor(gitDir, before, after)),
    base_ref: null,
    compare: `${repositoryHtmlUrl(world, repository)}/${range}`,
    commits,
    head_commit: isCommit ? await describe(world, repository, after) : null,
    pusher: { name: actor.user.login, email: null },
    repository: pushRepository(world, repository),
  };
  world.hooks.emit({ event: 'push', action: null, repository, sender: actor.user, fields });
}

/** A push's repository has its times as epoch seconds (docs, as above). */
function pushRepository(world: World, repository: Repository): Record<string, unknown> {
  const { owner, createdAt, pushedAt } = repository;
  return {
    ...repositoryJson(world, repository),
    owner: { ...userJson(world, owner), name: owner.login, email: null },
    created_at: epochSeconds(createdAt),
    pushed_at: epochSeconds(pushedAt),
    stargazers: 0,
    master_branch: repository.defaultBranch,
  };
}

function epochSeconds(at: Date): number {
  return Math.floor(at.getTime() / 1000);
}

async function describe(world: World, repository: Repository, oid: string): Promise<Record<string, unknown>> {
  const commit = await readCommit(repository.gitDir, oid);
  const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
  const files = await diffFiles(repository.gitDir, commit.parents[0] ?? emptyTree, oid);
  return pushedCommitJson(world, repository, commit, files);
}
