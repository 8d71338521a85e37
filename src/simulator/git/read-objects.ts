import type { ObjectType } from './object-reader.ts';
import { readerOf, remember } from './repository-store.ts';
import { GitError, runGit } from './run-git.ts';

/** Resolves an oid, ref or `<treeish>:<path>` to an object's oid; null when there is none. */
export async function resolve(gitDir: string, expression: string): Promise<string | null> {
  // A leading dash would be an option, and `^{/…}` and `@{…}` forms are not GitHub's.
  if (expression === '' || expression.startsWith('-')) return null;
  if (expression.includes('\0') || /[@^]\{/.test(expression)) return null;
  // The reader takes one name a line; a path may have a line end.
  if (/[\r\n]/.test(expression)) return resolveAlone(gitDir, expression);
  return (await readerOf(gitDir).info(expression))?.oid ?? null;
}

async function resolveAlone(gitDir: string, expression: string): Promise<string | null> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', expression];
  const { stdout, code } = await runGit(gitDir, args, { accept: [1, 128] });
  return code === 0 ? stdout.toString().trim() : null;
}

/** The type of the object with that oid; null when there is none. */
export async function objectType(gitDir: string, oid: string): Promise<ObjectType | null> {
  const info = await remember(gitDir, 'info', [oid], () => readerOf(gitDir).info(oid));
  return info?.type ?? null;
}

/** The bytes of an object; throws GitError when there is none of that type. */
export async function readObject(gitDir: string, oid: string, type: ObjectType): Promise<Buffer> {
  const found = await readerOf(gitDir).contents(oid);
  // An annotated tag stands for what it points to.
  const target = found?.info.type === 'tag' ? /^object ([0-9a-f]{40})$/m.exec(found.bytes.toString()) : null;
  if (type !== 'tag' && target?.[1] !== undefined) return readObject(gitDir, target[1], type);
  if (found?.info.type !== type) throw new GitError(['cat-file', type, oid], 128, `${oid} is no ${type}`);
  return found.bytes;
}

export function readBlob(gitDir: string, oid: string): Promise<Buffer> {
  return readObject(gitDir, oid, 'blob');
}

export async function blobSize(gitDir: string, oid: string): Promise<number> {
  const info = await remember(gitDir, 'info', [oid], () => readerOf(gitDir).info(oid));
  return info?.size ?? 0;
}
