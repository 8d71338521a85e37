import type { Signature } from './commit-object.ts';
import { listCommits, readCommit, writeCommit } from './commit-object.ts';
import { remember } from './repository-store.ts';
import { runGit } from './run-git.ts';

/** The tree of merging two commits, or which files stand in the way. */
export type MergedTree = { kind: 'clean'; tree: string } | { kind: 'conflict'; paths: string[] };

export function mergeTrees(gitDir: string, ours: string, theirs: string): Promise<MergedTree> {
  return remember(gitDir, 'merge', [ours, theirs], async () => {
    const args = ['merge-tree', '--write-tree', '--name-only', '--no-messages', '-z', ours, theirs];
    const { stdout, code } = await runGit(gitDir, args, { accept: [1] });
    const [tree = '', ...paths] = stdout.toString().split('\0');
    if (code === 0) return { kind: 'clean', tree };
    return { kind: 'conflict', paths: paths.filter((path) => path !== '') };
  });
}

/** Replays the commits of `head` that `onto` lacks, one by one, each keeping its author and message. */
export async function rebaseCommits(
  gitDir: string,
  onto: string,
  head: string,
  committer: Signature,
): Promise<{ kind: 'clean'; oid: string } | { kind: 'conflict' }> {
  let tip = onto;
  for (const oid of await listCommits(gitDir, [onto], head)) {
    const commit = await readCommit(gitDir, oid);
    const [parent, second] = commit.parents;
    if (parent === undefined || second !== undefined) continue;
    const picked = await pickTree(gitDir, { tip, parent, tree: commit.tree, by: committer });
    if (picked.kind === 'conflict') return { kind: 'conflict' };
    const { author, message } = commit;
    tip = await writeCommit(gitDir, { tree: picked.tree, parents: [tip], message, author, committer });
  }
  return { kind: 'clean', oid: tip };
}

/** `merge-tree --merge-base` came with git 2.40: commits made for it give older ones the wished merge base. */
async function pickTree(
  gitDir: string,
  { tip, parent, tree, by }: { tip: string; parent: string; tree: string; by: Signature },
): Promise<MergedTree> {
  const root = await treeOf(gitDir, parent);
  const base = await writeCommit(gitDir, {
    tree: root,
    parents: [],
    message: 'base',
    author: by,
    committer: by,
  });
  const side = async (of: string): Promise<string> =>
    writeCommit(gitDir, { tree: of, parents: [base], message: 'side', author: by, committer: by });
  return mergeTrees(gitDir, await side(await treeOf(gitDir, tip)), await side(tree));
}

async function treeOf(gitDir: string, oid: string): Promise<string> {
  return (await readCommit(gitDir, oid)).tree;
}
