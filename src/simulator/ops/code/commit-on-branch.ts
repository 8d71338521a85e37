import { readCommit, writeCommit } from '../../git/commit-object.ts';
import { listTree } from '../../git/list-tree.ts';
import { writeBlob } from '../../git/write-object.ts';
import type { TreeChange } from '../../git/write-tree.ts';
import { readRef } from '../../git/ref-store.ts';
import { GitHubError } from '../../github-error.ts';
import type { Actor } from '../../state/access.ts';
import type { Repository } from '../../state/repository.ts';
import type { World } from '../../world.ts';
import { writeTreeOrRefuse } from './create-objects.ts';
import { requireAccess } from '../access/permit.ts';
import { changeRefs } from './change-refs.ts';
import { signatureOf, webFlow } from './signatures.ts';
import { guardPaths } from './workflow-guard.ts';

export type FileChanges = {
  additions: readonly { path: string; contents: Uint8Array }[];
  deletions: readonly { path: string }[];
};

export type BranchCommit = FileChanges & {
  /** Short or full name. */
  branch: string;
  expectedHeadOid: string;
  headline: string;
  body?: string;
};

/**
 * docs.github.com/graphql/reference/mutations#createcommitonbranch: the branch must be at `expectedHeadOid`. A
 * mode cannot be given, and every file that is written becomes a plain one, also in place of one that could be run.
 */
export async function createCommitOnBranch(
  world: World,
  actor: Actor,
  repository: Repository,
  input: BranchCommit,
): Promise<{ oid: string; ref: string }> {
  requireAccess(actor, repository, 'contents', 'write');
  if (input.headline.trim() === '') throw new GitHubError(422, "A commit message headline can't be blank.");
  const ref = input.branch.startsWith('refs/heads/') ? input.branch : `refs/heads/${input.branch}`;
  const before = await readRef(repository.gitDir, ref);
  if (before === null) {
    throw new GitHubError(422, `Could not resolve to a branch named '${input.branch}'.`, {
      type: 'NOT_FOUND',
    });
  }
  if (before !== input.expectedHeadOid) throw stale(input.expectedHeadOid);
  const paths = [...input.additions, ...input.deletions].map(({ path }) => path);
  guardPaths(actor, paths);
  checkPaths(paths);
  const tree = await treeOf(repository, before, input);
  const message =
    input.body === undefined || input.body === '' ? input.headline : `${input.headline}\n\n${input.body}`;
  const author = signatureOf(world, actor.user);
  const oid = await writeCommit(repository.gitDir, {
    tree,
    parents: [before],
    message,
    author,
    committer: webFlow(world),
  });
  if ((await changeRefs(world, actor, repository, { changes: [{ ref, before, after: oid }] })) === 'moved')
    throw stale(before);
  return { oid, ref };
}

async function treeOf(
  repository: Repository,
  before: string,
  { additions, deletions }: FileChanges,
): Promise<string> {
  const { gitDir } = repository;
  const base = (await readCommit(gitDir, before)).tree;
  const present = new Map((await listTree(gitDir, base, 'recursive')).map((entry) => [entry.path, entry]));
  const changes: TreeChange[] = [];
  for (const { path } of deletions) {
    if (present.get(path)?.type !== 'blob') {
      throw new GitHubError(
        422,
        `A path was requested for deletion which does not exist as of commit oid \`${before}\``,
      );
    }
    changes.push({ path, mode: null, oid: null });
  }
  for (const { path, contents } of additions)
    changes.push({ path, mode: '100644', oid: await writeBlob(gitDir, contents) });
  return writeTreeOrRefuse(repository, base, changes, 'A path was requested which is not valid in a tree.');
}

function checkPaths(paths: readonly string[]): void {
  if (new Set(paths).size !== paths.length) {
    throw new GitHubError(422, 'A path was requested for both addition and deletion, or more than once.');
  }
}

/** The two spaces are GitHub's. */
function stale(expected: string): GitHubError {
  const message = `Expected branch to point to "${expected}" but it did not.  Pull and try again.`;
  return new GitHubError(409, message, { type: 'STALE_DATA' });
}
