import { isAncestor } from '../../git/compare-commits.ts';
import { objectType } from '../../git/read-objects.ts';
import { isRefName, readRef, zeroOid } from '../../git/ref-store.ts';
import { isOid } from '../../git/repository-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireAccess } from '../access/permit.ts';
import { changeRefs } from './change-refs.ts';
import { guardRef } from './workflow-guard.ts';

export type RefAnswer = {
  ref: string;
  oid: string;
};

/** docs.github.com/rest/git/refs#create-a-reference */
export async function createRef(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, oid }: { ref: string; oid: string },
): Promise<RefAnswer> {
  requireAccess(actor, repository, 'contents', 'write');
  requireWritableName(ref);
  await requireTarget(repository, ref, oid);
  await guardRef(actor, repository, oid);
  const made = await changeRefs(world, actor, repository, {
    changes: [{ ref, before: zeroOid, after: oid }],
  });
  if (made === 'moved') {
    const graphqlMessage = `A ref named "${ref}" already exists in the repository.`;
    throw new GitHubError(422, 'Reference already exists', { graphqlMessage });
  }
  return { ref, oid };
}

/** docs.github.com/rest/git/refs#update-a-reference: without force only forward. */
export async function updateRef(
  world: World,
  actor: Actor,
  repository: Repository,
  { ref, oid, force }: { ref: string; oid: string; force: 'force' | 'fast-forward' },
): Promise<RefAnswer> {
  requireAccess(actor, repository, 'contents', 'write');
  requireWritableName(ref);
  const before = await readRef(repository.gitDir, ref);
  if (before === null) throw new GitHubError(422, 'Reference does not exist');
  await requireTarget(repository, ref, oid);
  if (force === 'fast-forward') await requireForward(repository, ref, before, oid);
  await guardRef(actor, repository, oid);
  if ((await changeRefs(world, actor, repository, { changes: [{ ref, before, after: oid }] })) === 'moved')
    throw refMoved(ref);
  return { ref, oid };
}

/** docs.github.com/rest/git/refs#delete-a-reference: takes no expected oid, so it deletes whatever is there. */
export async function deleteRef(
  world: World,
  actor: Actor,
  repository: Repository,
  ref: string,
): Promise<void> {
  requireAccess(actor, repository, 'contents', 'write');
  requireDeletable(repository, ref);
  const before = await readRef(repository.gitDir, ref);
  if (before === null) throw new GitHubError(422, 'Reference does not exist');
  if (
    (await changeRefs(world, actor, repository, { changes: [{ ref, before, after: zeroOid }] })) === 'moved'
  )
    throw refMoved(ref);
}

/** docs.github.com/graphql/reference/input-objects#refupdate. `beforeOid` null takes it from wherever it is. */
export type RefUpdate = {
  name: string;
  beforeOid: string | null;
  afterOid: string;
  force: 'force' | 'fast-forward';
};

/** docs.github.com/graphql/reference/mutations#updaterefs: all of them or none; all-zero oids create and delete. */
export async function updateRefs(
  world: World,
  actor: Actor,
  repository: Repository,
  updates: readonly RefUpdate[],
): Promise<void> {
  requireAccess(actor, repository, 'contents', 'write');
  const changes = [];
  for (const { name, beforeOid, afterOid, force } of updates) {
    requireWritableName(name);
    const now = (await readRef(repository.gitDir, name)) ?? zeroOid;
    if (beforeOid !== null && beforeOid !== now) throw refMoved(name);
    if (afterOid === zeroOid) requireDeletable(repository, name);
    else {
      await requireTarget(repository, name, afterOid);
      if (now !== zeroOid && force === 'fast-forward') await requireForward(repository, name, now, afterOid);
      await guardRef(actor, repository, afterOid);
    }
    changes.push({ ref: name, before: beforeOid ?? now, after: afterOid });
  }
  if ((await changeRefs(world, actor, repository, { changes })) === 'moved')
    throw refMoved(updates.map(({ name }) => name).join(', '));
}

/** Branches and tags only: `refs/pull/…` is GitHub's own. */
function requireWritableName(ref: string): void {
  if (!/^refs\/[^/]+\/./.test(ref)) {
    throw new GitHubError(422, 'Reference name must start with "refs/" and have at least two slashes.');
  }
  if (!isRefName(ref)) throw new GitHubError(422, `${ref} is not a valid ref name.`);
  if (ref.startsWith('refs/pull/'))
    throw new GitHubError(422, 'Reference update failed: refs/pull is read-only.');
}

/** A branch points at a commit. */
async function requireTarget(repository: Repository, ref: string, oid: string): Promise<void> {
  const type = isOid(oid) ? await objectType(repository.gitDir, oid) : null;
  if (type === null) throw new GitHubError(422, 'Object does not exist');
  if (ref.startsWith('refs/heads/') && type !== 'commit')
    throw new GitHubError(422, `Reference update failed: ${oid} is not a commit.`);
}

async function requireForward(
  repository: Repository,
  ref: string,
  before: string,
  after: string,
): Promise<void> {
  const isForward = ref.startsWith('refs/heads/') && (await isAncestor(repository.gitDir, before, after));
  if (!isForward) throw new GitHubError(422, 'Update is not a fast forward');
}

function requireDeletable(repository: Repository, ref: string): void {
  requireWritableName(ref);
  if (ref === `refs/heads/${repository.defaultBranch}`)
    throw new GitHubError(422, 'Cannot delete the default branch.');
}

function refMoved(ref: string): GitHubError {
  return new GitHubError(422, `Reference update failed: ${ref} is not at the expected object.`);
}
