/** New test files that keep pytest from collecting another file, because two modules of one name cannot be told apart. */
import type { CollectionError, TestResults } from './test-results.ts';

/** A file of the commit that was tested; `FileChange` is one. */
export type CommitFile = { readonly path: string; readonly kind: 'added' | 'modified' | 'deleted' };

export type NameClash = { readonly files: string[]; readonly message: string };

/**
 * Without `__init__.py` files pytest imports a test file by its bare name. A second file of that name is an "import
 * file mismatch": whichever comes later is not collected, and its tests silently do not run.
 */
export function nameClash(results: TestResults, commit: readonly CommitFile[]): NameClash | null {
  const added = commit.filter(({ kind }) => kind === 'added').map(({ path }) => path);
  const clashes = results.collectionErrors.flatMap((error) => {
    const ours = isMismatch(error) && added.find((path) => nameOf(path) === nameOf(error.file));
    return ours ? [{ file: error.file, ours }] : [];
  });
  if (clashes.length === 0) return null;
  return {
    files: clashes.map(({ file }) => file),
    message: clashes.map(({ file, ours }) => sentence(file, ours)).join('\n'),
  };
}

function isMismatch({ message, detail }: CollectionError): boolean {
  return /import file mismatch/u.test(`${message}\n${detail}`);
}

function sentence(file: string, ours: string): string {
  const other = file === ours ? 'another test file' : `the new test file ${ours}`;
  return `pytest cannot collect ${file}: ${other} has the same name, and no __init__.py tells the two apart (import file mismatch), so its tests do not run. Give the new test file a name that no other test file has.`;
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}
