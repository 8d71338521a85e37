import { readCommit, writeCommit } from '../../git/commit-object.ts';
import type { Signature } from '../../git/commit-object.ts';
import { objectType } from '../../git/read-objects.ts';
import { writeBlob } from '../../git/write-object.ts';
import { isTreePath, writeTree } from '../../git/write-tree.ts';
import type { TreeChange } from '../../git/write-tree.ts';
import { GitError } from '../../git/run-git.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { requireAccess } from '../access/permit.ts';
import { signatureOf } from './signatures.ts';
import { guardPaths } from './workflow-guard.ts';

/** docs.github.com/rest/git/blobs#create-a-blob */
export async function createBlob(actor: Actor, repository: Repository, content: Uint8Array): Promise<string> {
  requireAccess(actor, repository, 'contents', 'write');
  return writeBlob(repository.gitDir, content);
}

export type TreeInput = {
  path: string;
  mode: string;
  /** null deletes the path; `content` makes a blob of the text. */
  target: { oid: string | null } | { content: string };
};

/** docs.github.com/rest/git/trees#create-a-tree */
export async function createTree(
  actor: Actor,
  repository: Repository,
  baseTree: string | null,
  entries: readonly TreeInput[],
): Promise<string> {
  requireAccess(actor, repository, 'contents', 'write');
  guardPaths(
    actor,
    entries.map(({ path }) => path),
  );
  const { gitDir } = repository;
  if (baseTree !== null && (await objectType(gitDir, baseTree)) === null) {
    throw new GitHubError(422, 'base_tree is not a valid tree oid');
  }
  const changes: TreeChange[] = [];
  for (const { path, mode, target } of entries) {
    const oid = 'oid' in target ? target.oid : await writeBlob(gitDir, Buffer.from(target.content));
    if (oid !== null && mode !== '160000' && (await objectType(gitDir, oid)) === null) {
      throw new GitHubError(422, `tree.sha ${oid} is not a valid object`);
    }
    changes.push({ path, mode, oid });
  }
  return writeTreeOrRefuse(repository, baseTree, changes, 'tree contains an invalid path');
}

/** Refuses paths that no tree may have (`../x`, `.git/x`), and what git cannot write: GitHub's 422. */
export async function writeTreeOrRefuse(
  repository: Repository,
  base: string | null,
  changes: readonly TreeChange[],
  message: string,
): Promise<string> {
  if (!changes.every(({ path }) => isTreePath(path))) throw new GitHubError(422, message);
  try {
    return await writeTree(repository.gitDir, base, changes);
  } catch (error) {
    if (error instanceof GitError) throw new GitHubError(422, message);
    throw error;
  }
}

export type CommitInput = {
  message: string;
  tree: string;
  parents: readonly string[];
  author?: Signature;
  committer?: Signature;
};

/** docs.github.com/rest/git/commits#create-a-commit: no ref moves. */
export async function createCommit(
  world: World,
  actor: Actor,
  repository: Repository,
  input: CommitInput,
): Promise<string> {
  requireAccess(actor, repository, 'contents', 'write');
  const { message, tree, parents } = input;
  const { gitDir } = repository;
  if ((await objectType(gitDir, tree)) !== 'tree') throw new GitHubError(422, 'Tree SHA does not exist');
  for (const parent of parents) {
    if ((await objectType(gitDir, parent)) !== 'commit') {
      throw new GitHubError(422, 'Parent SHA does not exist or is not a commit object');
    }
  }
  const author = input.author ?? signatureOf(world, actor.user);
  const oid = await writeCommit(gitDir, {
    message,
    tree,
    parents,
    author,
    committer: input.committer ?? author,
  });
  await readCommit(gitDir, oid);
  return oid;
}
