import type { ObjectType } from './object-reader.ts';
import { blobSize, readObject, resolve } from './read-objects.ts';
import { remember } from './repository-store.ts';
import { GitError } from './run-git.ts';

export type TreeEntry = {
  readonly mode: string;
  readonly type: ObjectType;
  readonly oid: string;
  readonly path: string;
};

/** `size`: bytes of a blob; null for others. */
export type SizedEntry = TreeEntry & { readonly size: number | null };

/** Entries of a tree; `recursive` also shows the trees themselves, as GitHub's `recursive=1` does. */
export async function listTree(
  gitDir: string,
  treeish: string,
  depth: 'recursive' | 'flat',
): Promise<TreeEntry[]> {
  const tree = await resolve(gitDir, `${treeish}:`);
  if (tree === null) throw new GitError(['ls-tree', treeish], 128, `${treeish} is no tree`);
  return depth === 'flat' ? readTree(gitDir, tree) : walk(gitDir, tree, '');
}

export async function listSizedTree(
  gitDir: string,
  treeish: string,
  depth: 'recursive' | 'flat',
): Promise<SizedEntry[]> {
  const entries = await listTree(gitDir, treeish, depth);
  return Promise.all(entries.map((entry) => withSize(gitDir, entry)));
}

async function withSize(gitDir: string, entry: TreeEntry): Promise<SizedEntry> {
  return { ...entry, size: entry.type === 'blob' ? await blobSize(gitDir, entry.oid) : null };
}

async function walk(gitDir: string, tree: string, prefix: string): Promise<TreeEntry[]> {
  const listed: TreeEntry[] = [];
  for (const entry of await readTree(gitDir, tree)) {
    const path = `${prefix}${entry.path}`;
    listed.push({ ...entry, path });
    if (entry.type === 'tree') listed.push(...(await walk(gitDir, entry.oid, `${path}/`)));
  }
  return listed;
}

/** The entries of one tree object, in git's order. */
function readTree(gitDir: string, oid: string): Promise<TreeEntry[]> {
  return remember(gitDir, 'tree', [oid], async () => parseTree(await readObject(gitDir, oid, 'tree')));
}

/** `<mode> <name>`, a zero byte and twenty bytes of oid, one after the other (git-scm.com/book, Git Objects). */
function parseTree(bytes: Buffer): TreeEntry[] {
  const entries: TreeEntry[] = [];
  let start = 0;
  while (start < bytes.length) {
    const nameStart = bytes.indexOf(' ', start) + 1;
    const nameEnd = bytes.indexOf(0, nameStart);
    const mode = bytes.toString('latin1', start, nameStart - 1).padStart(6, '0');
    const oidEnd = nameEnd + 21;
    entries.push({
      mode,
      type: typeOfMode(mode),
      oid: bytes.toString('hex', nameEnd + 1, oidEnd),
      path: bytes.toString('utf8', nameStart, nameEnd),
    });
    start = oidEnd;
  }
  return entries;
}

function typeOfMode(mode: string): ObjectType {
  if (mode === '040000') return 'tree';
  return mode === '160000' ? 'commit' : 'blob';
}
