/** New test files that keep pytest from collecting another file, because two modules of one name cannot be told apart. */
import type { CollectionError, TestResults } from '../../results/test-results.ts';

/** A file of the commit that was tested; `FileChange` is one. */
export type CommitFile = { readonly path: string; readonly kind: 'added' | 'modified' | 'deleted' };

/** `file` is not collected, for `ours` (a new file, perhaps itself) has its name. */
export type NameClash = { readonly file: string; readonly ours: string };

/**
 * Without `__init__.py` files pytest imports a test file by its bare name. A second file of that name is an "import
 * file mismatch": whichever comes later is not collected, and its tests silently do not run.
 */
export function nameClashes(results: TestResults, commit: readonly CommitFile[]): NameClash[] {
  const added = commit.filter(({ kind }) => kind === 'added').map(({ path }) => path);
  return results.collectionErrors.flatMap((error) => {
    const ours = isMismatch(error) && added.find((path) => nameOf(path) === nameOf(error.file));
    return ours ? [{ file: error.file, ours }] : [];
  });
}

function isMismatch({ message, detail }: CollectionError): boolean {
  return /import file mismatch/u.test(`${message}\n${detail}`);
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
