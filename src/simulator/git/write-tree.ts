import { listTree, type TreeEntry } from './list-tree.ts';
import { writeObject } from './write-object.ts';

/** `oid` null removes the path; a file's mode is kept where `mode` is null, else 100644. */
export type TreeChange = {
  readonly path: string;
  readonly mode: string | null;
  readonly oid: string | null;
};

/**
 * Whether a tree may have the path. git ignores a bad one in silence, and GitHub's fsck on receiving refuses
 * `.git` in the disguises of other file systems too (short names, trailing dots and spaces, ignored characters).
 */
export function isTreePath(path: string): boolean {
  return path.split('/').every((part) => {
    const plain = part.replace(/[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g, '').toLowerCase();
    const shown = plain.replace(/:.*$/, '').replace(/[. ]+$/, '');
    const isReserved = part === '' || part === '.' || part === '..' || shown === '.git' || shown === 'git~1';
    return !isReserved && !part.includes('\0');
  });
}

/** A directory that is being changed: its entries by name, those that are opened as directories themselves. */
type Draft = Map<string, Leaf | Draft>;
type Leaf = Pick<TreeEntry, 'mode' | 'oid'>;

/** Writes a tree that is `base` with changes; the caller has made sure of the paths (`isTreePath`). */
export async function writeTree(
  gitDir: string,
  base: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  const root: Draft = base === null ? new Map() : await openTree(gitDir, base);
  // In turn: a later change sees the earlier ones, and a file may take a directory's place and the other way round.
  for (const change of changes) await applyChange(gitDir, root, change);
  return writeDraft(gitDir, root);
}

async function openTree(gitDir: string, treeish: string): Promise<Draft> {
  const entries = await listTree(gitDir, treeish, 'flat');
  return new Map(entries.map(({ path, mode, oid }) => [path, { mode, oid }]));
}

async function applyChange(gitDir: string, root: Draft, change: TreeChange): Promise<void> {
  const parts = change.path.split('/');
  const name = parts.pop() ?? '';
  let directory = root;
  for (const part of parts) {
    const next = await openDirectory(gitDir, directory, part);
    // Nothing is there to be removed.
    if (next === null && change.oid === null) return;
    const opened: Draft = next ?? new Map();
    directory.set(part, opened);
    directory = opened;
  }
  const present = directory.get(name);
  const isFile = present !== undefined && !(present instanceof Map) && present.mode !== '040000';
  if (change.oid !== null) {
    const kept = isFile ? present.mode : null;
    directory.set(name, { mode: change.mode ?? kept ?? '100644', oid: change.oid });
  } else if (isFile) directory.delete(name);
}

/** null where there is no directory of that name. */
async function openDirectory(gitDir: string, parent: Draft, name: string): Promise<Draft | null> {
  const present = parent.get(name);
  if (present instanceof Map) return present;
  return present?.mode === '040000' ? openTree(gitDir, present.oid) : null;
}

async function writeDraft(gitDir: string, draft: Draft): Promise<string> {
  const written: (Leaf & { name: string })[] = [];
  for (const [name, entry] of draft) {
    if (!(entry instanceof Map)) written.push({ name, ...entry });
    else if (hasFiles(entry)) written.push({ name, mode: '040000', oid: await writeDraft(gitDir, entry) });
  }
  const sorted = written.toSorted((one, other) => Buffer.compare(sortKey(one), sortKey(other)));
  const lines = sorted.map(({ name, mode, oid }) =>
    Buffer.concat([Buffer.from(`${mode.replace(/^0/, '')} ${name}\0`), Buffer.from(oid, 'hex')]),
  );
  return writeObject(gitDir, 'tree', Buffer.concat(lines));
}

/** git keeps no empty directories. */
function hasFiles(draft: Draft): boolean {
  return [...draft.values()].some((entry) => !(entry instanceof Map) || hasFiles(entry));
}

/** git sorts by bytes, a directory as if its name ended in a slash. */
function sortKey({ name, mode }: Leaf & { name: string }): Buffer {
  return Buffer.from(mode === '040000' ? `${name}/` : name);
}
