import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { GitOptions } from './run-git.ts';
import { gitText, runGit } from './run-git.ts';

export type ObjectType = 'commit' | 'tree' | 'blob' | 'tag';

/** Resolves an oid, ref or `<treeish>:<path>` to an object's oid; undefined when there is none. */
export async function resolve(gitDir: string, expression: string): Promise<string | undefined> {
  // A leading dash would be an option, and `^{/…}` and `@{…}` forms are not GitHub's.
  if (expression.startsWith('-') || expression.includes('\0') || /[@^]\{/.test(expression)) return undefined;
  const { stdout, code } = await runGit(
    gitDir,
    ['rev-parse', '--verify', '--quiet', '--end-of-options', expression],
    {
      accept: [1, 128],
    },
  );
  const oid = code === 0 ? stdout.toString().trim() : '';
  if (!/^[0-9a-f]{40}$/.test(oid)) return undefined;
  // rev-parse takes any full oid for good; only the object store knows.
  return oid === expression && (await objectType(gitDir, oid)) === undefined ? undefined : oid;
}

export async function objectType(gitDir: string, oid: string): Promise<ObjectType | undefined> {
  const { stdout, code } = await runGit(gitDir, ['cat-file', '-t', oid], { accept: [1, 128] });
  return code === 0 ? (stdout.toString().trim() as ObjectType) : undefined;
}

export async function readBlob(gitDir: string, oid: string): Promise<Buffer> {
  return (await runGit(gitDir, ['cat-file', 'blob', oid])).stdout;
}

export async function writeBlob(gitDir: string, content: Uint8Array): Promise<string> {
  return gitText(gitDir, ['hash-object', '-w', '--stdin', '--no-filters'], { input: content });
}

export type TreeEntry = {
  mode: string;
  type: ObjectType;
  oid: string;
  /** Bytes of a blob; null for others. */
  size: number | null;
  path: string;
};

/** Entries of a tree; `recursive` also shows the trees themselves, as GitHub's `recursive=1` does. */
export async function listTree(
  gitDir: string,
  treeish: string,
  depth: 'recursive' | 'flat',
): Promise<TreeEntry[]> {
  const flags = depth === 'recursive' ? ['-r', '-t'] : [];
  const { stdout } = await runGit(gitDir, ['ls-tree', '-z', '-l', '--full-tree', ...flags, treeish]);
  const entries: TreeEntry[] = [];
  for (const line of stdout.toString().split('\0')) {
    const match = /^(\d+) (\w+) ([0-9a-f]+) +(\S+)\t([\s\S]*)$/.exec(line);
    if (!match) continue;
    const [, mode = '', type = '', oid = '', size = '-', path = ''] = match;
    entries.push({ mode, type: type as ObjectType, oid, size: size === '-' ? null : Number(size), path });
  }
  return entries;
}

/** `oid` null removes the path; a file's mode is kept where `mode` is null, else 100644. */
export type TreeChange = {
  path: string;
  mode: string | null;
  oid: string | null;
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

/** Writes a tree that is `base` with changes; the caller has made sure of the paths (`isTreePath`). */
export async function writeTree(
  gitDir: string,
  base: string | null,
  changes: readonly TreeChange[],
): Promise<string> {
  const index = join(gitDir, `index-${randomUUID()}`);
  const options: GitOptions = { env: { GIT_INDEX_FILE: index } };
  try {
    if (base !== null) await runGit(gitDir, ['read-tree', base], options);
    const modes = changes.some((change) => change.mode === null)
      ? await indexModes(gitDir, options)
      : new Map<string, string>();
    const lines: string[] = [];
    for (const { path, mode, oid } of changes) {
      if (oid === null) lines.push(`0 ${'0'.repeat(40)}\t${path}`);
      else if (mode === '040000') await readSubtree(gitDir, path, oid, options);
      else lines.push(`${mode ?? modes.get(path) ?? '100644'} ${oid}\t${path}`);
    }
    // --replace: a file may take a directory's place and the other way round.
    const input = lines.map((line) => `${line}\0`).join('');
    await runGit(gitDir, ['update-index', '--add', '--replace', '-z', '--index-info'], { ...options, input });
    return await gitText(gitDir, ['write-tree'], options);
  } finally {
    await rm(index, { force: true });
  }
}

async function readSubtree(gitDir: string, path: string, oid: string, options: GitOptions): Promise<void> {
  await runGit(gitDir, ['rm', '-r', '--cached', '--quiet', '--ignore-unmatch', '--', path], options);
  await runGit(gitDir, ['read-tree', `--prefix=${path}/`, oid], options);
}

async function indexModes(gitDir: string, options: GitOptions): Promise<Map<string, string>> {
  const { stdout } = await runGit(gitDir, ['ls-files', '-z', '--stage'], options);
  const modes = new Map<string, string>();
  for (const line of stdout.toString().split('\0')) {
    const match = /^(\d+) [0-9a-f]+ \d\t([\s\S]*)$/.exec(line);
    if (match?.[1] !== undefined && match[2] !== undefined) modes.set(match[2], match[1]);
  }
  return modes;
}
