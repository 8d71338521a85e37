import { readerOf } from './repository-store.ts';
import { gitText, GitError, runGit } from './run-git.ts';

export const zeroOid = '0'.repeat(40);

export type Ref = {
  /** Full name, such as `refs/heads/main`. */
  ref: string;
  oid: string;
};

export type RefChange = {
  ref: string;
  /** What it must be now: an oid, `zeroOid` for "must not exist". */
  before: string;
  /** `zeroOid` deletes it. */
  after: string;
};

/**
 * Moves all refs or none, each only from where it is expected (compare-and-swap under git's own locks).
 * `moved` when one was elsewhere by then.
 */
export async function swapRefs(gitDir: string, changes: readonly RefChange[]): Promise<'done' | 'moved'> {
  const lines = changes.map(({ ref, before, after }) => `update ${ref}\0${after}\0${before}\0`);
  try {
    await runGit(gitDir, ['update-ref', '--stdin', '-z', '--no-deref'], { input: lines.join('') });
    return 'done';
  } catch (error) {
    const isRace = /cannot lock ref|already exists|reference is missing/.test(
      error instanceof GitError ? error.stderr : '',
    );
    if (isRace) return 'moved';
    throw error;
  }
}

/** Sets a ref of the server's own (`refs/pull/…`) wherever it was. */
export async function setRef(gitDir: string, ref: string, oid: string): Promise<void> {
  await runGit(gitDir, ['update-ref', '--no-deref', ref, oid]);
}

/** The oid that the full name is at; null when there is no such ref. */
export async function readRef(gitDir: string, ref: string): Promise<string | null> {
  return isRefName(ref) ? ((await readerOf(gitDir).info(ref))?.oid ?? null) : null;
}

/** Refs whose full name starts with `prefix`, in name order. */
export async function listRefs(gitDir: string, prefix: string): Promise<Ref[]> {
  const text = await gitText(gitDir, ['for-each-ref', '--format=%(objectname) %(refname)']);
  return text
    .split('\n')
    .map((line) => ({ oid: line.slice(0, 40), ref: line.slice(41) }))
    .filter(({ ref }) => ref !== '' && ref.startsWith(prefix));
}

/**
 * Whether git accepts the full name (git-scm.com/docs/git-check-ref-format), and GitHub too, which has no branch or
 * tag whose own name begins with `refs/`
 * (docs.github.com/get-started/using-git/dealing-with-special-characters-in-branch-and-tag-names). Without those, a
 * full name stands for one ref alone.
 */
export function isRefName(ref: string): boolean {
  const parts = ref.split('/');
  return (
    ref.startsWith('refs/') &&
    parts.length > 2 &&
    !parts.some((part) => part === '' || part.startsWith('.') || part.endsWith('.lock')) &&
    !forbidden.test(ref) &&
    !/^refs\/(?:heads|tags)\/refs\//.test(ref)
  );
}

// oxlint-disable-next-line no-control-regex
const forbidden = /[\0-\x20\x7f~^:?*[\\]|\.\.|\.$|@\{/;
